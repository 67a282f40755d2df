package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.MediaType;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.organisation.OrganisationCollector;
import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFileReader;

/**
 * {@code POST /collections/organisation}: takes over an organisation file. The body is the file, so
 * that what is wrong with it can be told with its line.
 */
public record OrganisationCollection(OrganisationCollector collector) implements CollectionKind {

  static final MediaType YAML = MediaType.create("application", "yaml");

  private static final long LONGEST_FILE = 1024 * 1024;

  @Override
  public String path() {
    return "/collections/organisation";
  }

  @Override
  public MediaType type() {
    return YAML;
  }

  @Override
  public long longestBody() {
    return LONGEST_FILE;
  }

  @Override
  public Requested read(byte[] body) {
    return new OfFile(collector, OrganisationFileReader.read(body));
  }

  private record OfFile(OrganisationCollector collector, OrganisationFile file)
      implements Requested {

    @Override
    public String subject() {
      return "the organisation";
    }

    @Override
    public Object collect(CollectionListener listener) {
      return collector.collect(file, listener);
    }
  }
}
