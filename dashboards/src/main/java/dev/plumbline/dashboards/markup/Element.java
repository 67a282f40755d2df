package dev.plumbline.dashboards.markup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.owasp.encoder.Encode;

/**
 * An element with its attributes and content. Names are the program's own and checked; values and
 * text may come from anywhere. Addresses go through {@link #link} and {@link #source} alone, and
 * what would need an inline script or style cannot be said. Not thread-safe while it is built.
 */
public final class Element implements Markup {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
  private static final Set<String> VOID = Set.of("br", "hr", "input", "link", "meta");
  private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction");
  // A path of this server (two slashes would name another), a query, a place on this page, or the
  // web; nothing that runs.
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\]).*|/|[?#].*");
  private static final Pattern WEB = Pattern.compile("https?://[^/\\s].*");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Markup> content = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** A new element without attributes and content. */
  public static Element element(String name) {
    require(NAME.matcher(name).matches() && !name.equals("style"), name);
    return new Element(name);
  }

  /** A new element with a class. */
  public static Element element(String name, String classes) {
    return element(name).with("class", classes);
  }

  /** Sets an attribute that is no address. */
  public Element with(String attribute, Object value) {
    String lower = attribute.toLowerCase(Locale.ROOT);
    require(
        ATTRIBUTE.matcher(attribute).matches()
            && !lower.startsWith("on")
            && !lower.equals("style")
            && !ADDRESSES.contains(lower),
        attribute);
    attributes.put(attribute, value.toString());
    return this;
  }

  /** Sets an attribute that has no value, if the condition holds. */
  public Element when(boolean condition, String attribute) {
    return condition ? with(attribute, "") : this;
  }

  /** Where the element links to; an address that is neither local nor http(s) is left out. */
  public Element link(String address) {
    return address("href", address);
  }

  /** Where a form goes or a script comes from: on this server only. */
  public Element source(String attribute, String path) {
    require(ADDRESSES.contains(attribute) && LOCAL.matcher(path).matches(), attribute);
    attributes.put(attribute, path);
    return this;
  }

  private Element address(String attribute, String address) {
    if (LOCAL.matcher(address).matches() || WEB.matcher(address).matches()) {
      attributes.put(attribute, address);
    }
    return this;
  }

  /** Adds text. */
  public Element text(String text) {
    return add(Markup.text(text));
  }

  /** Adds pieces. */
  public Element add(Markup... pieces) {
    require(!VOID.contains(name) && !name.equals("script"), name + " with content");
    content.addAll(List.of(pieces));
    return this;
  }

  /** Adds pieces. */
  public Element add(Stream<? extends Markup> pieces) {
    pieces.forEach(this::add);
    return this;
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) ->
            out.append(' ')
                .append(attribute)
                .append("=\"")
                .append(Encode.forHtmlAttribute(value))
                .append('"'));
    out.append('>');
    if (!VOID.contains(name)) {
      content.forEach(piece -> piece.appendTo(out));
      out.append("</").append(name).append('>');
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }

  private static void require(boolean condition, String got) {
    if (!condition) {
      throw new IllegalArgumentException("Expected markup without code in it, got " + got);
    }
  }
}
