package dev.plumbline.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A proof that used what it proves would prove nothing. */
@AnalyzeClasses(packages = {"dev.plumbline.oracle", "dev.plumbline.history"})
class IndependenceTest {

  @ArchTest
  static final ArchRule shouldUseNothingOfStreams =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.plumbline.streams..", "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule shouldTellHistoriesWithoutKnowingResults =
      noClasses()
          .that()
          .resideInAPackage("dev.plumbline.history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.plumbline.fact..", "dev.plumbline.metric..");

  @ArchTest
  static final ArchRule shouldReadEnvironmentsByItself =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.plumbline.settings.EnvironmentRules");
}
