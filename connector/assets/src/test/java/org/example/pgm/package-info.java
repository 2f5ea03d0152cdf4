/**
 * A format of somebody else, as an example that is compiled and tested: one class and one line in
 * {@code META-INF/services} teach the connector a new kind of file. See
 * docs/how-to/add-a-format.md.
 */
package org.example.pgm;
