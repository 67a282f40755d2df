package dev.plumbline.ingest.source;

import dev.plumbline.ingest.signature.BearerToken;
import dev.plumbline.ingest.signature.BodySignature;
import dev.plumbline.ingest.signature.Secret;
import dev.plumbline.validation.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source instance and the secrets that it signs with now. Its file is read again every second, so
 * secrets change without a restart; while what stands there is wrong, the ones before stay. Thread-
 * safe.
 */
public final class Source {

  private static final Logger LOG = LoggerFactory.getLogger(Source.class);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private record Active(List<Secret> secrets, BodySignature signature, BearerToken token) {
    Active(SourceKind kind, List<Secret> secrets) {
      this(secrets, new BodySignature(kind.signatureForm(), secrets), new BearerToken(secrets));
    }
  }

  private final SourceConfig config;
  private final @Nullable SecretFile file;
  private final LongSupplier nanoTime;
  private final AtomicLong readAt;
  private volatile Active active;
  private volatile String problem = "";

  private Source(
      SourceConfig config, @Nullable SecretFile file, List<Secret> secrets, LongSupplier nanoTime) {
    this.config = config;
    this.file = file;
    this.nanoTime = nanoTime;
    this.readAt = new AtomicLong(nanoTime.getAsLong());
    this.active = new Active(config.kind(), secrets);
  }

  /**
   * Reads the source's secrets.
   *
   * @param nanoTime tells when the file is due again
   * @throws InvalidInputException if there are none that can be used
   */
  static Source open(SourceConfig config, SourcesConfig all, LongSupplier nanoTime) {
    if (!config.secrets().isEmpty()) {
      return new Source(config, null, config.secrets(), nanoTime);
    }
    SecretFile file = new SecretFile(all.folder(), config.id());
    if (all.areSecretsMade()) {
      file.makeIfMissing();
    }
    return new Source(config, file, file.read(), nanoTime);
  }

  public String id() {
    return config.id();
  }

  public SourceKind kind() {
    return config.kind();
  }

  /**
   * Tells which of the secrets the body was signed with.
   *
   * @return its position from 1, or {@link BodySignature#NONE}, which is also the answer to
   *     whatever goes wrong
   */
  public int verify(byte[] body, List<String> signatures) {
    try {
      readAgainIfDue();
      return active.signature().position(body, signatures);
    } catch (RuntimeException e) {
      LOG.error("A signature for {} could not be checked: {}", id(), e.toString());
      return BodySignature.NONE;
    }
  }

  /**
   * Tells which of the tokens was sent.
   *
   * @return its position from 1, or {@link BodySignature#NONE}
   */
  public int admit(List<String> authorization) {
    readAgainIfDue();
    return active.token().position(authorization);
  }

  /** The services that it may speak of. */
  public ServiceScope services() {
    return config.services();
  }

  /** What is wrong with the file of secrets now, empty if nothing is. */
  public String problem() {
    readAgainIfDue();
    return problem;
  }

  private void readAgainIfDue() {
    long now = nanoTime.getAsLong();
    long before = readAt.get();
    if (file != null && now - before >= PAUSE && readAt.compareAndSet(before, now)) {
      readAgain(file);
    }
  }

  private void readAgain(SecretFile from) {
    try {
      List<Secret> secrets = from.read();
      if (!secrets.equals(active.secrets())) {
        active = new Active(config.kind(), secrets);
        LOG.info("Read {} secrets of {} from {}", secrets.size(), id(), from.path());
      }
      problem = "";
    } catch (InvalidInputException e) {
      String now = e.getMessage() + "; the secrets read before stay in use";
      if (!now.equals(problem)) {
        LOG.warn("{}", now);
      }
      problem = now;
    }
  }
}
