package dev.plumbline.bench;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.ReviewObserved;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * Replays events through the delivery family and through the bare topology of the same hops and
 * stores, on one broker, one after the other. Each runs in every round; the last one counts.
 */
final class ReplayBench {

  private static final int SERVICES_PER_TEAM = 4;

  private final int repositories;
  private final int commitsPerRepository;
  private final int rounds;

  ReplayBench(int repositories, int commitsPerRepository, int rounds) {
    this.repositories = repositories;
    this.commitsPerRepository = commitsPerRepository;
    this.rounds = rounds;
  }

  void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plumbline-bench");
    AvroSerdes serdes = AvroSerdes.on("mock://bench");
    new SchemaRegistration(serdes.registry()).registerAll();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      TopicProvisioner.provision(kafka.bootstrap(), 1);
      long events = load(kafka.bootstrap(), serdes);
      System.out.printf("%nReplay: %,d events of %d repositories%n", events, repositories);
      Replay replay = new Replay(kafka.bootstrap(), folder, events);
      double bare = 0;
      double barest = 0;
      double family = 0;
      for (int round = 1; round <= rounds; round++) {
        Topology counting = new CountingTopology(serdes, false).get();
        bare = replay.rate("bare-" + round, counting, new StageProgress());
        Topology shortest = new CountingTopology(serdes, true).get();
        barest = replay.rate("barest-" + round, shortest, new StageProgress());
        StageProgress progress = new StageProgress();
        Topology delivery = new DeliveryTopology(serdes, progress).get();
        family = replay.rate("delivery-" + round, delivery, progress);
      }
      System.out.printf("delivery family             %,10.0f events/s%n", family);
      System.out.printf(
          "bare, the same hops         %,10.0f events/s   ratio %.2f%n", bare, family / bare);
      System.out.printf(
          "bare, sums travelling free  %,10.0f events/s   ratio %.2f%n", barest, family / barest);
    } finally {
      Machine.delete(folder);
    }
  }

  private long load(String kafka, AvroSerdes serdes) {
    Serializer<SpecificRecord> keys = serdes.key(SpecificRecord.class).serializer();
    Serializer<SpecificRecord> values = serdes.value(SpecificRecord.class).serializer();
    AtomicLong events = new AtomicLong();
    ReplayEvents replay = new ReplayEvents(repositories, commitsPerRepository);
    Map<String, Object> configuration =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            20);
    try (KafkaProducer<SpecificRecord, SpecificRecord> producer =
        new KafkaProducer<>(configuration, keys, values)) {
      int index = 0;
      for (String name : replay.repositories()) {
        send(
            producer,
            Topics.ORGANISATION_SERVICES,
            new ServiceKey(name),
            new Service(
                name, List.of(new Ownership("team-" + index++ / SERVICES_PER_TEAM, null, null))));
        send(
            producer,
            Topics.ORGANISATION_REPOSITORIES,
            new CanonicalRepository(name),
            new Repository(
                name,
                List.of(new RepositoryAlias("git", name)),
                List.of(new RepositoryService(name, "production", List.of()))));
      }
      replay.forEach(
          event -> {
            events.incrementAndGet();
            if (event instanceof CommitObserved commit) {
              send(producer, Topics.EVENTS_GIT, key(commit.getRepository()), commit);
            } else if (event instanceof PullRequestObserved pullRequest) {
              send(producer, Topics.EVENTS_GIT, key(pullRequest.getRepository()), pullRequest);
            } else if (event instanceof ReviewObserved review) {
              send(producer, Topics.EVENTS_GIT, key(review.getRepository()), review);
            } else if (event instanceof DeploymentObserved deployment) {
              send(producer, Topics.EVENTS_DELIVERY, key(deployment.getRepository()), deployment);
            } else if (event instanceof IncidentObserved incident) {
              send(
                  producer,
                  Topics.EVENTS_INCIDENTS,
                  new IncidentKey(incident.getSource(), incident.getIncident()),
                  incident);
            }
          });
    }
    return events.get();
  }

  private static RepositoryKey key(String repository) {
    return new RepositoryKey("git", repository);
  }

  private static void send(
      KafkaProducer<SpecificRecord, SpecificRecord> producer,
      Topic<?, ?> topic,
      SpecificRecord key,
      SpecificRecord value) {
    producer.send(new ProducerRecord<>(topic.name(), key, value));
  }

  private record Replay(String kafka, Path folder, long events) {

    double rate(String application, Topology topology, StageProgress progress)
        throws InterruptedException {
      StreamsAppConfig config =
          new StreamsAppConfig(
              kafka, "mock://bench", folder.resolve(application), "bench", 2, "127.0.0.1", 0);
      try (KafkaStreams streams =
              new KafkaStreams(topology, FamilyProperties.of(config, application));
          ApplicationLag lag = new ApplicationLag(kafka, application, topology, progress)) {
        streams.start();
        while (streams.state() != KafkaStreams.State.RUNNING) {
          Thread.sleep(5);
        }
        long start = System.nanoTime();
        while (!lag.measure().isSettled()) {
          Thread.sleep(100);
        }
        return events / ((System.nanoTime() - start) / 1e9);
      }
    }
  }
}
