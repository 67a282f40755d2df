package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.MediaType;
import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.organisation.BundleJson;
import dev.plumbline.ingest.organisation.OrganisationBundle;
import dev.plumbline.ingest.organisation.OrganisationCollector;
import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFileReader;

/**
 * {@code POST /collections/organisation}: takes over an organisation file. The body is the file, so
 * that what is wrong with it can be told with its line. With catalogs it is JSON and goes to {@code
 * /collections/organisation-bundle}; either way nothing that it refers to is opened here.
 */
public record OrganisationCollection(OrganisationCollector collector, boolean isBundle)
    implements CollectionKind {

  static final MediaType YAML = MediaType.create("application", "yaml");

  private static final long LONGEST_FILE = 1024 * 1024;
  private static final long LONGEST_BUNDLE = 32 * LONGEST_FILE;

  @Override
  public String path() {
    return isBundle ? "/collections/organisation-bundle" : "/collections/organisation";
  }

  @Override
  public MediaType type() {
    return isBundle ? MediaType.JSON : YAML;
  }

  @Override
  public long longestBody() {
    return isBundle ? LONGEST_BUNDLE : LONGEST_FILE;
  }

  @Override
  public Requested read(byte[] body) {
    OrganisationBundle bundle = isBundle ? BundleJson.read(body) : OrganisationBundle.of(body);
    return new OfFile(collector, OrganisationFileReader.read(bundle));
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
