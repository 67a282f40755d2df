package dev.plumbline.standalone.command;

import dev.plumbline.standalone.Addresses;
import dev.plumbline.standalone.demo.DemoResult;
import dev.plumbline.standalone.demo.SimulationConfig;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Says what a demo put in, what came of it, and what to look at. */
final class DemoReport {

  private static final String FACTS =
      """
      select
        (select count(*) from plumbline.changes),
        (select count(*) from plumbline.deployments),
        (select count(*) from plumbline.pull_requests),
        (select count(*) from plumbline.tickets)
      """;

  private final PrintWriter out;
  private final Instance instance;

  DemoReport(PrintWriter out, Instance instance) {
    this.out = out;
    this.instance = instance;
  }

  void print(DemoResult result, SimulationConfig simulation, double seconds, Addresses addresses) {
    out.printf(
        "%nThe demo is in after %.1f s: %d teams, %d services, %d developers, %d months up to %s,"
            + " seed %d.%n%n",
        seconds,
        result.teams(),
        result.services(),
        result.developers(),
        simulation.months(),
        simulation.until(),
        simulation.seed());
    if (result.skipped() > 0) {
      line("Sent before", "%,d deliveries, which were not sent again".formatted(result.skipped()));
    }
    PipelineCounts counts = PipelineCounts.of(instance);
    line("Sent", "%,d deliveries, late and double ones among them".formatted(result.sent()));
    line(
        "Accepted",
        "%,d, and %,d that had been accepted before"
            .formatted(result.accepted(), result.sent() - result.accepted()));
    line(
        "Mapped",
        "%,d to %,d events, %,d of kinds that are not used"
            .formatted(counts.mapped(), counts.events(), counts.ignored()));
    line(
        "Quarantined",
        "%,d since the start; %d of the deliveries cannot be used, on purpose"
            .formatted(counts.quarantined(), result.unusable()));
    line(
        "Collected",
        "%,d commits of %d repositories, and the organisation file"
            .formatted(result.commits(), result.services()));
    line("Facts", facts(addresses));
    line(
        "Not sent",
        "%d databases: simulated, but nothing takes them in yet".formatted(result.databases()));
    printQuestions(result, simulation);
    out.flush();
  }

  private void line(String what, String how) {
    out.printf("  %-12s %s%n", what, how);
  }

  private static String facts(Addresses addresses) {
    try (Connection connection = DriverManager.getConnection(addresses.postgres());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FACTS)) {
      row.next();
      return "%,d changes, %,d deployments, %,d pull requests, %,d tickets"
          .formatted(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    } catch (SQLException e) {
      throw CommandFailure.failed("Expected to count the facts: " + e.getMessage());
    }
  }

  private void printQuestions(DemoResult result, SimulationConfig simulation) {
    String option = instance.option();
    out.printf("%n  Page  %s%n%nThree questions:%n%n", instance.page("/"));
    question(
        "What did the platform change for team %s, which adopted it on %s?"
            .formatted(result.team().team(), result.team().adopted()),
        instance.page("/teams/" + result.team().team()).toString());
    question(
        "And %s, which never did?".formatted(result.comparison().team()),
        "./plumbline export metrics dora --service %s --grain month%s"
            .formatted(result.comparison().service(), option));
    question(
        "How many tickets does operations receive?",
        instance
            .page(
                "/api/v1/metrics/ops-demand?scope_kind=team&scope=operations&from=%s"
                    .formatted(simulation.start()))
            .toString());
  }

  private void question(String question, String answer) {
    out.printf("  %s%n    %s%n", question, answer);
  }
}
