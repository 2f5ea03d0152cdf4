package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTypesTest {
  private static List<String> typed(String json, String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = ValueTypes.over(new JsonFactory().createParser(json), text)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (parser.getTypeId() != null) {
          found.add(parser.getTypeId() + "=" + parser.getText());
        }
      }
    }
    return found;
  }

  @Test
  void typesComeBackAtTheirValues() throws IOException {
    ValueTypes types = new ValueTypes();
    Object[] given = {null, "first", null, null, "np <f4", "np <f4", "np <f4", null, "last"};
    for (Object type : given) {
      types.next(type);
    }
    String text = types.text().orElseThrow();
    assertThat(text).isEqualTo(ValueTypes.MARK + "1*1 first\n3*1 np <f4\n1*2 np <f4\n2*1 last\n");
    assertThat(typed("{\"a\": 1, \"b\": [2, 3, 4, 5, 6], \"c\": 7}", text))
        .containsExactly("first=1", "np <f4=3", "np <f4=4", "np <f4=5", "last=7");
  }

  @Test
  void theFirstValueHasOneToo() throws IOException {
    ValueTypes types = new ValueTypes();
    types.next("whole");
    assertThat(typed("{}", types.text().orElseThrow())).containsExactly("whole={");
  }

  @Test
  void nothingBeyondJsonIsNoText() {
    ValueTypes types = new ValueTypes();
    types.next(null);
    assertThat(types.text()).isEmpty();
  }

  @Test
  void tooManyAreAnErrorForWhoAsks() throws IOException {
    ValueTypes types = new ValueTypes();
    for (int i = 0; i < 9; i++) {
      types.next("raw " + i + "A".repeat(1 << 20));
    }
    String text = types.text().orElseThrow();
    assertThat(text.length()).isLessThan(100);
    try (JsonParser parser = ValueTypes.over(new JsonFactory().createParser("{}"), text)) {
      parser.nextToken();
      assertThatThrownBy(parser::getTypeId)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("too many");
    }
  }

  @Test
  void aLineThatIsNoneIsAnError() {
    assertThatThrownBy(() -> typed("{}", ValueTypes.MARK + "x*1 y\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x*1 y");
  }
}
