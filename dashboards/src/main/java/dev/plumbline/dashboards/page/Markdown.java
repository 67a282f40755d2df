package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of Markdown that the definitions are written in: headings, paragraphs, lists, tables,
 * fenced code, and within a line code, strong text, emphasis and links. The heading that names an
 * id in code, or else the first place that does, becomes a place to link to.
 */
final class Markdown {

  private static final Pattern HEADING = Pattern.compile("(#{1,4}) (.+)");
  private static final Pattern ITEM = Pattern.compile("(?:[-*]|\\d+\\.) +(.*)");
  private static final Pattern RULE = Pattern.compile("\\|?[\\s:|-]+\\|?");
  private static final Pattern INLINE =
      Pattern.compile(
          "`(?<code>[^`]+)`|\\*\\*(?<strong>.+?)\\*\\*|\\*(?<em>[^*]+)\\*"
              + "|\\[(?<name>[^]]+)]\\((?<address>[^)]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern ID =
      Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z-]+)*(@\\d+)?");

  private final List<String> lines;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> ofHeadings;
  private final List<Markup> blocks = new ArrayList<>();
  private int next;
  private boolean isHeading;

  private Markdown(String text) {
    this.lines = text.lines().toList();
    this.ofHeadings =
        lines.stream()
            .filter(HEADING.asMatchPredicate())
            .flatMap(line -> CODE.matcher(line).results())
            .map(code -> code.group(1))
            .collect(Collectors.toSet());
  }

  static Markdown parse(String text) {
    Markdown markdown = new Markdown(text);
    while (markdown.next < markdown.lines.size()) {
      markdown.block();
    }
    return markdown;
  }

  Markup markup() {
    return Markup.all(blocks);
  }

  private void block() {
    String line = lines.get(next);
    Matcher heading = HEADING.matcher(line);
    if (line.isBlank()) {
      next++;
    } else if (heading.matches()) {
      next++;
      isHeading = true;
      blocks.add(inline(element("h" + heading.group(1).length()), heading.group(2)));
      isHeading = false;
    } else if (line.startsWith("```")) {
      blocks.add(code());
    } else if (line.startsWith("|")) {
      blocks.add(table());
    } else if (ITEM.matcher(line).matches()) {
      blocks.add(list(Character.isDigit(line.charAt(0)) ? "ol" : "ul"));
    } else {
      blocks.add(inline(element("p"), paragraph()));
    }
  }

  private Element code() {
    List<String> code = new ArrayList<>();
    for (next++; next < lines.size() && !lines.get(next).startsWith("```"); next++) {
      code.add(lines.get(next));
    }
    next++;
    return element("pre").with("tabindex", "0").add(element("code").text(String.join("\n", code)));
  }

  private Element table() {
    Element head = element("thead");
    Element body = element("tbody");
    boolean isHead = true;
    for (; next < lines.size() && lines.get(next).startsWith("|"); next++) {
      String line = lines.get(next);
      if (RULE.matcher(line).matches()) {
        isHead = false;
        continue;
      }
      Element row = element("tr");
      for (String cell : cells(line)) {
        row.add(inline(isHead ? element("th").with("scope", "col") : element("td"), cell));
      }
      (isHead ? head : body).add(row);
    }
    return element("div", "scroll")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", "Table")
        .add(element("table").add(head, body));
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|")).map(String::strip).toList();
  }

  private Element list(String kind) {
    Element list = element(kind);
    while (next < lines.size()) {
      Matcher item = ITEM.matcher(lines.get(next));
      if (!item.matches()) {
        break;
      }
      next++;
      StringBuilder text = new StringBuilder(item.group(1));
      while (next < lines.size() && lines.get(next).startsWith("  ")) {
        text.append(' ').append(lines.get(next++).strip());
      }
      list.add(inline(element("li"), text.toString()));
    }
    return list;
  }

  private String paragraph() {
    StringBuilder text = new StringBuilder();
    while (next < lines.size() && !startsBlock(lines.get(next), text.isEmpty())) {
      text.append(text.isEmpty() ? "" : " ").append(lines.get(next++).strip());
    }
    return text.toString();
  }

  private static boolean startsBlock(String line, boolean isFirst) {
    return !isFirst
        && (line.isBlank()
            || line.startsWith("```")
            || line.startsWith("|")
            || HEADING.matcher(line).matches()
            || ITEM.matcher(line).matches());
  }

  private Element inline(Element into, String text) {
    Matcher matcher = INLINE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      into.text(text.substring(end, matcher.start())).add(piece(matcher));
      end = matcher.end();
    }
    return into.text(text.substring(end));
  }

  private Markup piece(Matcher found) {
    String code = found.group("code");
    if (code != null) {
      Element element = element("code").text(code);
      boolean isPlace =
          ID.matcher(code).matches() && (isHeading || !ofHeadings.contains(code)) && ids.add(code);
      return isPlace ? element.with("id", code) : element;
    }
    if (found.group("strong") != null) {
      return inline(element("strong"), found.group("strong"));
    }
    if (found.group("em") != null) {
      return inline(element("em"), found.group("em"));
    }
    return inline(element("a"), found.group("name")).link(found.group("address"));
  }
}
