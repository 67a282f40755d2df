package dev.plumbline.dashboards.markup;

import java.util.List;
import org.owasp.encoder.Encode;

/** A piece of a page. */
public interface Markup {

  /** Nothing at all. */
  Markup NONE = out -> {};

  /** Writes it out, escaped. */
  void appendTo(StringBuilder out);

  /** Text, whatever it says. */
  static Markup text(String text) {
    return out -> out.append(Encode.forHtml(text));
  }

  /** Pieces one after the other. */
  static Markup all(List<? extends Markup> pieces) {
    return out -> pieces.forEach(piece -> piece.appendTo(out));
  }
}
