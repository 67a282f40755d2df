package dev.plumbline.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretComparisonTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ProductOnly())
          .importPackages("dev.plumbline.ingest.signature");

  @Test
  @DisplayName(
      "A7: only MessageDigest.isEqual compares what a secret makes; how long it takes is measured"
          + " by bench/run verify")
  void shouldCompareSecretsInConstantTimeOnly() {
    noClasses()
        .should()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .orShould()
        .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
        .orShould()
        .callMethod(String.class, "equals", Object.class)
        .orShould()
        .callMethod(String.class, "equalsIgnoreCase", String.class)
        .orShould()
        .callMethod(String.class, "contentEquals", CharSequence.class)
        .orShould()
        .callMethod(String.class, "compareTo", String.class)
        .orShould()
        .callMethod(List.class, "contains", Object.class)
        .check(classes);
    assertThat(
            classes.stream()
                .filter(SecretComparisonTest::computesDigest)
                .filter(type -> !comparesInConstantTime(type)))
        .isEmpty();
    assertThat(classes.stream().filter(SecretComparisonTest::computesDigest)).isNotEmpty();
  }

  private static boolean computesDigest(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(call -> call.getTarget().getFullName().startsWith("javax.crypto.Mac.doFinal"));
  }

  private static boolean comparesInConstantTime(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                    && call.getTarget().getName().equals("isEqual"));
  }
}
