package dev.plumbline.ingest.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a payload, whether or not anything is there. Reading gives null for what is absent or
 * null; what is there and of another type is an {@link UnusablePayloadException} that names the
 * path. Texts that are kept are free of control characters and of halves of characters, which
 * databases refuse.
 */
public final class Field {

  private static final int LONGEST_TEXT = 1_024;
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
  private static final Pattern NO_OBJECT = Pattern.compile("0+");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** ISO 8601 with any way to write the offset: Z, +02:00, +0200. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private final String path;
  private final JsonNode node;

  private Field(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  static Field root(JsonNode node) {
    return new Field("", node);
  }

  /**
   * The field of that name in this one.
   *
   * @throws UnusablePayloadException if something is here that has no fields
   */
  public Field at(String name) {
    require(!isPresent() || node.isObject(), "an object");
    JsonNode child = node.get(name);
    return new Field(
        path.isEmpty() ? name : path + "." + name,
        child == null ? MissingNode.getInstance() : child);
  }

  /**
   * The entry of that number in this list.
   *
   * @throws UnusablePayloadException if something is here that is no list
   */
  public Field at(int index) {
    require(!isPresent() || node.isArray(), "a list");
    JsonNode child = node.get(index);
    return new Field(path + "[" + index + "]", child == null ? MissingNode.getInstance() : child);
  }

  /** Whether anything is here, other than null. */
  public boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** Whether a field of that name is here, even if it is null. */
  public boolean mentions(String name) {
    return node.has(name);
  }

  /** The names of the fields in this one. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Where it is, empty for the payload itself. */
  public String path() {
    return path;
  }

  /** Whether a whole number is here. */
  public boolean isNumber() {
    return node.isIntegralNumber();
  }

  /** Whether a text is here. */
  public boolean isText() {
    return node.isTextual();
  }

  /** This field, if an object is here. */
  public Field requireObject() {
    require(node.isObject(), "an object");
    return this;
  }

  /** The entries of a list, none if it is absent. */
  public List<Field> items() {
    require(!isPresent() || node.isArray(), "a list");
    List<Field> items = new ArrayList<>(node.size());
    for (int index = 0; index < node.size(); index++) {
      items.add(at(index));
    }
    return items;
  }

  /** A text that may be kept: a name or a word. An empty one counts as absent. */
  public @Nullable String text() {
    String text = freeText();
    if (text == null || text.isEmpty()) {
      return null;
    }
    require(text.length() <= LONGEST_TEXT, "a text of at most " + LONGEST_TEXT + " characters");
    require(isClean(text), "a text without control characters or halves of characters");
    return text;
  }

  /** A text that may be kept, and must be there. */
  public String requireText() {
    String text = text();
    if (text == null) {
      throw unexpected("a text");
    }
    return text;
  }

  /** A word of the source's own language, in lower case. */
  public @Nullable String word() {
    String text = text();
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /** Any text, as it came. It must not be kept. */
  public @Nullable String freeText() {
    require(!isPresent() || node.isTextual(), "a text");
    return isPresent() ? node.textValue() : null;
  }

  /** An identifier, which hosts write as a number or as a text. */
  public @Nullable String id() {
    require(!isPresent() || isNumber() || node.isTextual(), "a whole number or a text");
    return isNumber() ? String.valueOf(requireNumber()) : text();
  }

  /** An identifier that must be there. */
  public String requireId() {
    String id = id();
    if (id == null) {
      throw unexpected("a whole number or a text");
    }
    return id;
  }

  /** A whole number. */
  public @Nullable Long number() {
    return isPresent() ? (Long) requireNumber() : null;
  }

  private long requireNumber() {
    require(node.isIntegralNumber() && node.canConvertToLong(), "a whole number of 64 bits");
    return node.longValue();
  }

  /** True or false. */
  public @Nullable Boolean flag() {
    require(!isPresent() || node.isBoolean(), "true or false");
    return isPresent() ? node.booleanValue() : null;
  }

  /** A Git object id in lower case; the one of all zeros, which stands for none, is absent. */
  public @Nullable String sha() {
    String text = text();
    if (text == null) {
      return null;
    }
    require(OBJECT_ID.matcher(text).matches(), "an object id of 40 or 64 hexadecimal digits");
    return NO_OBJECT.matcher(text).matches() ? null : text.toLowerCase(Locale.ROOT);
  }

  /** A Git object id that must be there. */
  public String requireSha() {
    String sha = sha();
    if (sha == null) {
      throw unexpected("an object id of 40 or 64 hexadecimal digits");
    }
    return sha;
  }

  /** An instant in ISO 8601 with its offset, or in seconds since 1970; whole milliseconds. */
  public @Nullable Instant time() {
    if (!isPresent()) {
      return null;
    }
    return inRange(isNumber() ? ofSeconds(requireNumber()) : parse());
  }

  /** An instant that must be there. */
  public Instant requireTime() {
    Instant time = time();
    if (time == null) {
      throw unexpected("a time");
    }
    return time;
  }

  /** An instant in milliseconds since 1970. */
  public @Nullable Instant milliseconds() {
    return isPresent() ? inRange(Instant.ofEpochMilli(requireNumber())) : null;
  }

  private Instant ofSeconds(long seconds) {
    require(seconds >= EARLIEST.getEpochSecond() && seconds <= LATEST.getEpochSecond(), "a time");
    return Instant.ofEpochSecond(seconds);
  }

  private Instant parse() {
    try {
      return OffsetDateTime.parse(requireText(), TIME).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw unexpected("a time such as 2026-01-31T08:00:00Z");
    }
  }

  private Instant inRange(Instant time) {
    require(!time.isBefore(EARLIEST) && !time.isAfter(LATEST), "a time of the years 1 to 9999");
    return time;
  }

  private void require(boolean isAsExpected, String expected) {
    if (!isAsExpected) {
      throw unexpected(expected);
    }
  }

  /** What to throw when something else is here. */
  public UnusablePayloadException unexpected(String expected) {
    return new UnusablePayloadException(
        "Expected %s to be %s, got %s"
            .formatted(path.isEmpty() ? "the payload" : path, expected, kindOf(node)));
  }

  /** The kind of value, without the value. */
  static String kindOf(@Nullable JsonNode node) {
    if (node == null || node.isMissingNode()) {
      return "nothing";
    }
    if (node.isTextual()) {
      return "a text of length " + node.textValue().length();
    }
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case NUMBER -> "a number" + (isHuge(node) ? " beyond 64 bits" : "");
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      default -> "something else";
    };
  }

  private static boolean isHuge(JsonNode node) {
    return node.isBigInteger() && node.bigIntegerValue().abs().compareTo(LARGEST) > 0;
  }

  private static boolean isClean(String text) {
    return text.codePoints()
        .noneMatch(
            character ->
                Character.isISOControl(character)
                    || Character.getType(character) == Character.SURROGATE);
  }
}
