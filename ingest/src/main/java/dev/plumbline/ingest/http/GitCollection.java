package dev.plumbline.ingest.http;

import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionRequest;
import dev.plumbline.ingest.collection.Collector;

/** {@code POST /collections}: the history of a Git repository. */
public final class GitCollection implements CollectionKind {

  private final Collector collector;

  public GitCollection(Collector collector) {
    this.collector = collector;
  }

  @Override
  public String path() {
    return "/collections";
  }

  @Override
  public Requested read(byte[] body) {
    CollectionRequest request = RequestBody.parse(body);
    return new Requested() {
      @Override
      public String subject() {
        return request.repository();
      }

      @Override
      public Object collect(CollectionListener listener) {
        return collector.collect(request, listener);
      }
    };
  }
}
