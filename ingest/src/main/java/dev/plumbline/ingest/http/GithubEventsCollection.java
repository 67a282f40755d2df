package dev.plumbline.ingest.http;

import dev.plumbline.ingest.collection.ArchiveCollector;
import dev.plumbline.ingest.collection.ArchiveRequest;
import dev.plumbline.ingest.collection.CollectionListener;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code POST /collections/github-events}: a file of GitHub's events, one JSON object a line,
 * compressed or not.
 */
public final class GithubEventsCollection implements CollectionKind {

  private static final List<String> FIELDS = List.of("location", "source");
  private static final String DEFAULT_SOURCE = "github";
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,64}");

  private final ArchiveCollector collector;

  public GithubEventsCollection(ArchiveCollector collector) {
    this.collector = collector;
  }

  @Override
  public String path() {
    return "/collections/github-events";
  }

  @Override
  public Requested read(byte[] body) {
    ArchiveRequest request = parse(body);
    return new Requested() {
      @Override
      public String subject() {
        return request.file().toString();
      }

      @Override
      public Object collect(CollectionListener listener) {
        return collector.collect(request, listener);
      }
    };
  }

  private static ArchiveRequest parse(byte[] body) {
    RequestFields fields = RequestFields.read(body, FIELDS);
    String location = fields.text("location");
    String source = fields.has("source") ? fields.text("source") : DEFAULT_SOURCE;
    fields.require(
        RequestFields.isAbsolutePath(location), "Expected location to be an absolute path");
    fields.require(
        SOURCE.matcher(source).matches(),
        "Expected source to be 1 to 64 lower-case letters, digits and hyphens");
    fields.throwIfAny();
    return new ArchiveRequest(Path.of(location), source);
  }
}
