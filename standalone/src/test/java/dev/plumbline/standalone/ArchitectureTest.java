package dev.plumbline.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Who may use whom, over all modules. */
@AnalyzeClasses(packages = "dev.plumbline", importOptions = ProductOnly.class)
class ArchitectureTest {

  private static final String INGEST = "dev.plumbline.ingest..";
  private static final String STREAMS = "dev.plumbline.streams..";
  private static final String DASHBOARDS = "dev.plumbline.dashboards..";
  private static final String STANDALONE = "dev.plumbline.standalone..";
  private static final String KAFKA = "org.apache.kafka..";

  @ArchTest
  static final ArchRule shouldMeetAtTopicsOnlyInIngest =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STREAMS, DASHBOARDS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule shouldMeetAtTopicsOnlyInStreams =
      noClasses()
          .that()
          .resideInAPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, DASHBOARDS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule shouldMeetAtTopicsOnlyInDashboards =
      noClasses()
          .that()
          .resideInAPackage(DASHBOARDS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, STREAMS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule shouldKeepContractFreeOfServices =
      noClasses()
          .that()
          .resideOutsideOfPackages(INGEST, STREAMS, DASHBOARDS, STANDALONE)
          .and()
          .resideInAPackage("dev.plumbline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, STREAMS, DASHBOARDS);

  @ArchTest
  static final ArchRule shouldNotUseStandalone =
      noClasses()
          .that()
          .resideOutsideOfPackage(STANDALONE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(STANDALONE);

  @ArchTest
  static final ArchRule shouldKeepServersInStandalone =
      noClasses()
          .that()
          .resideOutsideOfPackage(STANDALONE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..",
              "org.apache.kafka.server..",
              "org.apache.kafka.metadata..",
              "org.apache.kafka.raft..",
              "org.apache.kafka.storage..");

  @ArchTest
  static final ArchRule shouldHaveNoCycleOfPackages =
      slices()
          .matching("dev.plumbline.(**)")
          .should()
          .beFreeOfCycles()
          // The entry point stands above the commands; it is where it is for its name.
          .ignoreDependency(
              JavaClass.Predicates.type(Plumbline.class), DescribedPredicate.alwaysTrue());

  @ArchTest
  static final ArchRule shouldCalculateWithoutKafka =
      noClasses()
          .that(calculate())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(KAFKA)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule shouldReadNoClockInContractAndCalculation =
      noClasses()
          .that()
          .resideOutsideOfPackages(INGEST, DASHBOARDS, STANDALONE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  private static DescribedPredicate<JavaClass> calculate() {
    return DescribedPredicate.describe(
        "calculate",
        type -> {
          String inPackage = type.getPackageName();
          String outermost = outermost(type).getSimpleName();
          return inPackage.matches(
                      "dev\\.plumbline\\.streams\\."
                          + "(delivery\\.(resolution|graph|timeline|cells|pullrequests|scopes)|opsdemand\\.(tickets|queues|months))"
                          + "(\\..*)?")
                  && !outermost.matches(".*(Topology|Processor|Store|Stores)")
              || inPackage.startsWith("dev.plumbline.streams.distribution")
                  && !outermost.matches(".*(Processor|Store|Stores)");
        });
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
