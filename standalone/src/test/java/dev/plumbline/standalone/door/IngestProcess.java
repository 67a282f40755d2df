package dev.plumbline.standalone.door;

import dev.plumbline.ingest.Ingest;
import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/** Ingest to kill, with a registry in memory. Arguments: port, Kafka and data folder. */
final class IngestProcess {

  private IngestProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    String registry = "mock://ingest-process";
    new SchemaRegistration(AvroSerdes.on(registry).registry()).registerAll();
    Ingest.start(
        new IngestConfig(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            null,
            arguments[1],
            registry,
            Path.of(arguments[2])),
        new SimpleMeterRegistry());
    System.out.println(Child.READY);
    Thread.currentThread().join();
  }
}
