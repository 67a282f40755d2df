package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.MediaType;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.Collector;
import dev.plumbline.ingest.http.CollectionResource.Asked;
import dev.plumbline.ingest.organisation.OrganisationCollector;
import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFileReader;

/** The collectors that HTTP offers, each with how its request is read. */
public record Collections(Collector git, OrganisationCollector organisation) {

  static final MediaType YAML = MediaType.create("application", "yaml");

  Asked git(byte[] body) {
    CollectionRequest request = RequestBody.parse(body);
    return new Asked(request.repository(), listener -> git.collect(request, listener));
  }

  Asked organisation(byte[] body) {
    OrganisationFile file = OrganisationFileReader.read(body);
    return new Asked("the organisation", listener -> organisation.collect(file, listener));
  }
}
