package dev.plumbline.standalone.door;

import dev.plumbline.standalone.kafka.EmbeddedKafka;
import dev.plumbline.topic.TopicProvisioner;
import java.nio.file.Path;

/** A broker to kill. Arguments: folder and port. */
final class BrokerProcess {

  private BrokerProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    TopicProvisioner.provision(kafka.bootstrap(), 1);
    System.out.println(Child.READY);
    Thread.currentThread().join();
  }
}
