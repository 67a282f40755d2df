package dev.plumbline.bench;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.RepositoryAlias;
import dev.plumbline.organisation.RepositoryService;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.streams.FamilyProperties;
import dev.plumbline.streams.StreamsAppConfig;
import dev.plumbline.streams.delivery.DeliveryTopology;
import dev.plumbline.streams.operations.ApplicationLag;
import dev.plumbline.streams.stage.StageProgress;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * How long it takes until all figures are right again after a service with very many facts got
 * another owner, on an embedded broker, exactly once. A fenced transaction would show as a
 * rebalance.
 */
final class RemapBench {

  private static final String NAME = "acme/monolith";
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final String APPLICATION = "remap";

  private final int commits;
  private final int deployments;

  RemapBench(int commits, int deployments) {
    this.commits = commits;
    this.deployments = deployments;
  }

  void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plumbline-bench");
    AvroSerdes serdes = AvroSerdes.on("mock://bench");
    new SchemaRegistration(serdes.registry()).registerAll();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        KafkaProducer<SpecificRecord, SpecificRecord> producer =
            producer(kafka.bootstrap(), serdes)) {
      TopicProvisioner.provision(kafka.bootstrap(), 1);
      load(producer);
      measure(kafka.bootstrap(), folder, serdes, producer);
    } finally {
      Machine.delete(folder);
    }
  }

  private void measure(
      String kafka,
      Path folder,
      AvroSerdes serdes,
      KafkaProducer<SpecificRecord, SpecificRecord> producer)
      throws InterruptedException {
    StreamsAppConfig config =
        new StreamsAppConfig(
            kafka, "mock://bench", folder.resolve(APPLICATION), "bench", 2, "127.0.0.1", 0);
    StageProgress progress = new StageProgress();
    Topology topology = new DeliveryTopology(serdes, progress).get();
    AtomicInteger rebalances = new AtomicInteger();
    try (KafkaStreams streams =
            new KafkaStreams(topology, FamilyProperties.of(config, APPLICATION));
        ApplicationLag lag = new ApplicationLag(kafka, APPLICATION, topology, progress)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.REBALANCING) {
              rebalances.incrementAndGet();
            }
          });
      streams.start();
      while (streams.state() != KafkaStreams.State.RUNNING) {
        Thread.sleep(5);
      }
      double loading = secondsUntilSettled(lag);
      int before = rebalances.get();
      own(producer, "after");
      double remapping = secondsUntilSettled(lag);
      System.out.printf(
          "%nRemap: a service with %,d commits and %,d deployments, calculated in %.1f s,"
              + " has another owner after %.1f s; rebalances meanwhile: %d%n",
          commits, deployments, loading, remapping, rebalances.get() - before);
    }
  }

  private static double secondsUntilSettled(ApplicationLag lag) throws InterruptedException {
    long start = System.nanoTime();
    while (!lag.measure().isSettled()) {
      Thread.sleep(50);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void load(KafkaProducer<SpecificRecord, SpecificRecord> producer) {
    own(producer, "before");
    send(
        producer,
        Topics.ORGANISATION_REPOSITORIES,
        new CanonicalRepository(NAME),
        new Repository(
            NAME,
            List.of(new RepositoryAlias("git", NAME)),
            List.of(new RepositoryService(NAME, "production", List.of()))));
    int perDeployment = Math.max(1, commits / deployments);
    for (int i = 0; i < commits; i++) {
      send(producer, Topics.EVENTS_GIT, key(), commit(i));
      if (i % perDeployment == perDeployment - 1) {
        send(producer, Topics.EVENTS_DELIVERY, key(), deployment(i));
      }
    }
    producer.flush();
  }

  private static void own(KafkaProducer<SpecificRecord, SpecificRecord> producer, String team) {
    send(
        producer,
        Topics.ORGANISATION_SERVICES,
        new ServiceKey(NAME),
        new Service(NAME, List.of(new Ownership(team, null, null))));
    producer.flush();
  }

  private static CommitObserved commit(int index) {
    return CommitObserved.newBuilder()
        .setSource("git")
        .setRepository(NAME)
        .setSha(sha(index))
        .setParents(index == 0 ? List.of() : List.of(sha(index - 1)))
        .setCommittedAt(time(index))
        .build();
  }

  private static DeploymentObserved deployment(int index) {
    Instant at = time(index).plus(Duration.ofHours(1));
    return DeploymentObserved.newBuilder()
        .setSource("git")
        .setRepository(NAME)
        .setDeployment("v" + index)
        .setVersion(at.toEpochMilli())
        .setEnvironment("production")
        .setSha(sha(index))
        .setStatus(DeploymentStatus.SUCCEEDED)
        .setFinishedAt(at)
        .build();
  }

  private static Instant time(int index) {
    return START.plus(Duration.ofSeconds(150L * index));
  }

  private static String sha(int index) {
    return String.format("%032x%08x", index * 2_654_435_761L, index);
  }

  private static RepositoryKey key() {
    return new RepositoryKey("git", NAME);
  }

  private static KafkaProducer<SpecificRecord, SpecificRecord> producer(
      String kafka, AvroSerdes serdes) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            20),
        serdes.key(SpecificRecord.class).serializer(),
        serdes.value(SpecificRecord.class).serializer());
  }

  private static void send(
      KafkaProducer<SpecificRecord, SpecificRecord> producer,
      Topic<?, ?> topic,
      SpecificRecord key,
      SpecificRecord value) {
    producer.send(new ProducerRecord<>(topic.name(), key, value));
  }
}
