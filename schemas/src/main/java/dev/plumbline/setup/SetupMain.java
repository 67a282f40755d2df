package dev.plumbline.setup;

import dev.plumbline.serde.AvroSerdes;
import dev.plumbline.serde.SchemaRegistration;
import dev.plumbline.topic.TopicProvisioner;
import dev.plumbline.topic.Topics;
import dev.plumbline.validation.InvalidInputException;
import java.util.Map;

/**
 * Makes topics and registers schemas, configured by PLUMBLINE_SETUP_ variables, and ends. What is
 * there already stays as it is, so it may run any number of times. Ends with status 2 when the
 * configuration is wrong, and with 1 when Kafka or the registry cannot give what is asked.
 */
public final class SetupMain {

  private static final int FAILED = 1;
  private static final int WRONG_CONFIGURATION = 2;

  private SetupMain() {}

  public static void main(String[] arguments) {
    try {
      System.out.println(run(System.getenv()));
    } catch (InvalidInputException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_CONFIGURATION);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(FAILED);
    }
  }

  /** Does it and tells what is there now. */
  static String run(Map<String, String> environment) {
    SetupConfig config = SetupConfig.read(environment);
    TopicProvisioner.provision(config.kafka(), config.replication());
    Map<String, Integer> schemas =
        new SchemaRegistration(AvroSerdes.on(config.registry()).registry()).registerAll();
    return "%d topics and %d schemas are as this version needs them"
        .formatted(Topics.all().size(), schemas.size());
  }
}
