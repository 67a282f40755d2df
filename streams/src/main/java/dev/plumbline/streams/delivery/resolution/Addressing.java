package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.MappedService;
import dev.plumbline.delivery.NameClaim;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the organisation says of a repository into a claim to each of its names, and takes
 * back the claims to names that the repository no longer has. Not thread-safe.
 */
public final class Addressing {

  private static final char REPOSITORY = 'r';

  private final OrderedStore store;
  private final Consumer<NameClaim> output;

  public Addressing(OrderedStore store, Consumer<NameClaim> output) {
    this.store = store;
    this.output = output;
  }

  /** Takes the repository's record, null when it was removed. */
  public void apply(String repository, @Nullable Repository record) {
    byte[] key = KeyWriter.kind(REPOSITORY).text(repository).toBytes();
    List<RepositoryAlias> lost = names(read(key));
    List<RepositoryAlias> held = names(record);
    if (record == null) {
      store.delete(key);
    } else {
      write(key, record);
      List<MappedService> services =
          record.getServices().stream()
              .map(service -> new MappedService(service.getService(), service.getPaths()))
              .distinct()
              .toList();
      held.forEach(name -> output.accept(claim(name, repository, true, services)));
    }
    lost.removeAll(held);
    lost.forEach(name -> output.accept(claim(name, repository, false, List.of())));
  }

  private static NameClaim claim(
      RepositoryAlias name, String repository, boolean isHeld, List<MappedService> services) {
    return new NameClaim(name.getSource(), name.getRepository(), repository, isHeld, services);
  }

  private static List<RepositoryAlias> names(@Nullable Repository record) {
    return record == null
        ? new ArrayList<>()
        : new ArrayList<>(record.getAliases().stream().distinct().toList());
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
