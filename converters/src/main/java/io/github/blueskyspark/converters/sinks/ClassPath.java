package io.github.blueskyspark.converters.sinks;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;

/** Whether the jars of a format are there; they are the user's to bring. */
final class ClassPath {
  private ClassPath() {}

  static boolean has(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      Class.forName(name, false, context == null ? ClassPath.class.getClassLoader() : context);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static void need(SinkKind kind, String name, String coordinates) {
    if (!has(name)) {
      throw new OptionException(
          Location.option("sink"),
          "use value '" + kind.label() + "'",
          "its classes are not on the class path",
          "Start Spark with --packages " + coordinates);
    }
  }
}
