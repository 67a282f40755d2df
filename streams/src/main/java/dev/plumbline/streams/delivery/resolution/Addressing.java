package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.MappedService;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.organisation.Repository;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Addresses what the organisation says of a repository to each of its names at a source, and takes
 * it back from names that the repository no longer has. Not thread-safe.
 */
public final class Addressing {

  private static final char REPOSITORY = 'r';

  private final OrderedStore store;
  private final BiConsumer<RepositoryKey, RepositoryMapping> output;

  public Addressing(OrderedStore store, BiConsumer<RepositoryKey, RepositoryMapping> output) {
    this.store = store;
    this.output = output;
  }

  /** Takes the repository's record, null when it was removed. */
  public void apply(String repository, @Nullable Repository record) {
    byte[] key = KeyWriter.kind(REPOSITORY).text(repository).toBytes();
    List<RepositoryKey> before = names(read(key));
    List<RepositoryKey> after = names(record);
    if (record == null) {
      store.delete(key);
    } else {
      write(key, record);
      List<MappedService> services =
          record.getServices().stream()
              .map(service -> new MappedService(service.getService(), service.getPaths()))
              .distinct()
              .toList();
      after.forEach(
          name -> output.accept(name, new RepositoryMapping(repository, true, services, null, 0L)));
    }
    List<RepositoryKey> lost = new ArrayList<>(before);
    lost.removeAll(after);
    lost.forEach(
        name -> output.accept(name, new RepositoryMapping(repository, false, List.of(), null, 0L)));
  }

  private static List<RepositoryKey> names(@Nullable Repository record) {
    return record == null
        ? List.of()
        : record.getAliases().stream()
            .map(alias -> new RepositoryKey(alias.getSource(), alias.getRepository()))
            .distinct()
            .toList();
  }

  private @Nullable Repository read(byte[] key) {
    byte[] known = store.get(key);
    try {
      return known == null ? null : Repository.fromByteBuffer(ByteBuffer.wrap(known));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] key, Repository record) {
    try {
      store.put(key, record.toByteBuffer().array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
