package dev.plumbline.streams;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** What the brokers must have. */
final class Brokers {

  private static final String TRANSACTIONS = "transaction.version";

  /** KIP-890: under older versions a delayed end of a transaction can end a later one. */
  private static final short SAFE = 2;

  private Brokers() {}

  static void requireSafeTransactions(String kafka) {
    short version = transactionVersion(kafka);
    if (version < SAFE) {
      throw new IllegalStateException(
          "Expected brokers with "
              + TRANSACTIONS
              + " "
              + SAFE
              + " or higher, got "
              + version
              + "; run kafka-features.sh upgrade --feature "
              + TRANSACTIONS
              + "="
              + SAFE);
    }
  }

  private static short transactionVersion(String kafka) {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
      FinalizedVersionRange range =
          admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(TRANSACTIONS);
      return range == null ? 0 : range.maxVersionLevel();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected Kafka at " + kafka + " to answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Kafka at " + kafka, e);
    }
  }
}
