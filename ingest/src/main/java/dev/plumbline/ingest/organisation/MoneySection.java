package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.TEXT;
import static dev.plumbline.ingest.organisation.Names.TEXT_RULE;

import dev.plumbline.ingest.yaml.Section;
import dev.plumbline.ingest.yaml.YamlNode;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Checks the agreed and booked values that the return on investment is made of. */
final class MoneySection {

  private static final String SHARE = "a number from 0 to 1";
  private static final String AMOUNT = "a number not below 0";
  private static final String ABOVE_ZERO = "a number above 0";
  private static final int MOST_MONTHS = 120;

  private MoneySection() {}

  static void check(Section file) {
    Section roi =
        file.section(
            "roi",
            "the return on investment",
            "horizon_months",
            "discount_rate",
            "developers_in_scope",
            "hourly_cost",
            "hours_per_ticket",
            "new_developers_per_month",
            "productivity_gap_before_first_pr",
            "realisation_factor",
            "platform_cost",
            "j_curve",
            "adoption");
    if (roi == null) {
      return;
    }
    roi.wholeNumber("horizon_months", 1, MOST_MONTHS);
    roi.number("discount_rate", SHARE, MoneySection::isShare);
    checkQuantity(roi, "developers_in_scope", AMOUNT, MoneySection::isAmount);
    checkQuantity(roi, "new_developers_per_month", AMOUNT, MoneySection::isAmount);
    checkQuantity(roi, "productivity_gap_before_first_pr", SHARE, MoneySection::isShare);
    checkQuantity(roi, "realisation_factor", SHARE, MoneySection::isShare);
    checkCosts(roi);
    checkCurves(roi);
  }

  private static void checkCosts(Section roi) {
    Section hours = roi.section("hours_per_ticket", "hours per ticket", "ops", "blocked_dev");
    if (hours != null) {
      for (String key : List.of("ops", "blocked_dev")) {
        checkQuantity(hours, key, AMOUNT, MoneySection::isAmount);
      }
    }
    checkAmounts(
        roi.section("hourly_cost", "the hourly cost", "developer", "ops", "source", "approved"),
        List.of("developer", "ops"));
    checkAmounts(
        roi.section(
            "platform_cost",
            "the platform's cost",
            "one_off",
            "run_per_month",
            "source",
            "approved"),
        List.of("one_off", "run_per_month"));
  }

  private static void checkAmounts(@Nullable Section section, List<String> keys) {
    if (section != null) {
      keys.forEach(key -> section.number(key, AMOUNT, MoneySection::isAmount));
      checkOrigin(section);
    }
  }

  private static void checkCurves(Section roi) {
    Section dip = roi.section("j_curve", "the J-curve", "dip", "months", "low", "high");
    if (dip != null) {
      dip.number("months", AMOUNT, MoneySection::isAmount);
      checkRange(dip, "dip", SHARE, MoneySection::isShare);
    }
    Section adoption =
        roi.section(
            "adoption",
            "the adoption",
            "ceiling",
            "forecast",
            "k",
            "midpoint_month",
            "until_observed_months",
            "fallback");
    if (adoption != null) {
      adoption.number("ceiling", SHARE, MoneySection::isShare);
      adoption.oneOf("forecast", List.of("logistic", "bass", "plan"));
      adoption.number("k", ABOVE_ZERO, number -> number > 0);
      adoption.number("midpoint_month", AMOUNT, MoneySection::isAmount);
      adoption.wholeNumber("until_observed_months", 0, MOST_MONTHS);
      adoption.oneOf("fallback", List.of("plan"));
    }
  }

  /** A number, or keys and values with its range and where it comes from. */
  private static void checkQuantity(
      Section section, String key, String expected, DoublePredicate allowed) {
    if (!(section.value(key) instanceof YamlNode.Mapping)) {
      section.number(key, expected, allowed);
      return;
    }
    Section quantity =
        section.section(key, key, "value", "expected", "low", "high", "source", "approved");
    if (quantity == null) {
      return;
    }
    String middle = quantity.has("expected") ? "expected" : "value";
    quantity.require(
        quantity.has("expected") != quantity.has("value"),
        middle,
        "expected either \"value\" or \"expected\" of %s".formatted(key));
    checkRange(quantity, middle, expected, allowed);
    checkOrigin(quantity);
  }

  private static void checkRange(
      Section section, String middle, String expected, DoublePredicate allowed) {
    Double value = section.number(middle, expected, allowed);
    Double low = section.number("low", expected, allowed);
    Double high = section.number("high", expected, allowed);
    boolean isOrdered =
        (low == null || value == null || low <= value)
            && (value == null || high == null || value <= high)
            && (low == null || high == null || low <= high);
    section.require(
        isOrdered,
        "low",
        "expected low <= %s <= high, got %s, %s and %s".formatted(middle, low, value, high));
  }

  private static void checkOrigin(Section section) {
    section.optionalName("source", TEXT, TEXT_RULE);
    section.date("approved");
  }

  private static boolean isShare(double number) {
    return number >= 0 && number <= 1;
  }

  private static boolean isAmount(double number) {
    return number >= 0;
  }
}
