package dev.plumbline.dashboards.page;

import dev.plumbline.component.CheckResult;
import dev.plumbline.component.Health;
import dev.plumbline.dashboards.http.ReadApi;
import dev.plumbline.dashboards.postgres.TestPostgres;
import dev.plumbline.dashboards.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A running page over a database of its own. */
final class TestPage implements AutoCloseable {

  private final Database database;
  private final ReadApi api;

  private TestPage(String url) {
    this.database = Database.at(url);
    this.api =
        ReadApi.start(
            new InetSocketAddress("127.0.0.1", 0),
            database,
            new ReadApi.Options(null, "https://grafana.example/dashboards"),
            () -> CompletableFuture.completedFuture(0L),
            () -> new Health(Map.of("postgres", CheckResult.up())),
            "127.0.0.1:1",
            new SimpleMeterRegistry());
  }

  static TestPage of(List<String> teams, List<String> queues) throws SQLException {
    String url = TestPostgres.migratedDatabase();
    TestOrganisation.fill(url, teams, queues);
    return new TestPage(url);
  }

  static TestPage hostile(List<String> names) throws SQLException {
    String url = TestPostgres.migratedDatabase();
    TestOrganisation.fillHostile(url, names);
    return new TestPage(url);
  }

  static TestPage empty() {
    return new TestPage(TestPostgres.migratedDatabase());
  }

  String address(String path) {
    return "http://127.0.0.1:" + api.port() + path;
  }

  @Override
  public void close() {
    api.close();
    database.close();
  }
}
