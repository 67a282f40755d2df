package dev.plumbline.ingest.http;

import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.NativeRepository;
import dev.plumbline.validation.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request for a Git history, and says everything that is wrong with it. */
final class RequestBody {

  private static final List<String> FIELDS =
      List.of(
          "kind",
          "location",
          "repository",
          "service",
          "environment",
          "deploymentsFromTags",
          "since",
          "alsoKnownAs");
  private static final String PRODUCTION = "production";
  // "@" separates service and environment where both stand in one name.
  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}@]{1,200}");
  private static final Pattern ALIAS =
      Pattern.compile("([a-z0-9-]{1,64}):([^\\s\\p{Cntrl}]{1,200})");
  private static final Pattern URL = Pattern.compile("(https?|git|file)://\\S+");

  private final RequestFields fields;

  private RequestBody(RequestFields fields) {
    this.fields = fields;
  }

  /**
   * Reads the request.
   *
   * @throws InvalidInputException with everything that is wrong
   */
  static CollectionRequest parse(byte[] bytes) {
    return new RequestBody(RequestFields.read(bytes, FIELDS)).request();
  }

  private CollectionRequest request() {
    fields.require(fields.text("kind").equals("git"), "Expected kind to be \"git\"");
    String location = location();
    String repository = name("repository", fields.text("repository"));
    String service = name("service", fields.text("service"));
    String environment =
        name(
            "environment", fields.isGiven("environment") ? fields.text("environment") : PRODUCTION);
    Pattern tags = fields.has("deploymentsFromTags") ? pattern() : null;
    Instant since = fields.has("since") ? since() : null;
    List<NativeRepository> aliases = fields.texts("alsoKnownAs").stream().map(this::alias).toList();
    fields.throwIfAny();
    return new CollectionRequest(location, repository, service, environment, tags, since, aliases);
  }

  private String name(String field, String value) {
    fields.require(
        NAME.matcher(value).matches(),
        "Expected " + field + " to be a name of 1 to 200 characters without spaces or @");
    return value;
  }

  private NativeRepository alias(String text) {
    Matcher alias = ALIAS.matcher(text);
    if (!alias.matches()) {
      fields.add("Expected alsoKnownAs to list names such as github:acme/shop");
      return new NativeRepository("", "");
    }
    return new NativeRepository(alias.group(1), alias.group(2));
  }

  private String location() {
    String location = fields.text("location");
    fields.require(
        RequestFields.isAbsolutePath(location) || URL.matcher(location).matches(),
        "Expected location to be an absolute path, or a URL that begins with https, http, git or"
            + " file");
    return location;
  }

  private @Nullable Pattern pattern() {
    String pattern = fields.text("deploymentsFromTags");
    fields.require(!pattern.isEmpty(), "Expected deploymentsFromTags to be a regular expression");
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      fields.add("Expected deploymentsFromTags to be a regular expression: " + e.getDescription());
      return null;
    }
  }

  private @Nullable Instant since() {
    String text = fields.text("since");
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      fields.add(
          "Expected since to be a date such as 2025-01-31 or an instant such as"
              + " 2025-01-31T08:00:00Z");
      return null;
    }
  }
}
