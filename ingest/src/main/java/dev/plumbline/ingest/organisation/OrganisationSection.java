package dev.plumbline.ingest.organisation;

import static dev.plumbline.ingest.organisation.Names.NAME;
import static dev.plumbline.ingest.organisation.Names.NAME_RULE;

import dev.plumbline.ingest.yaml.Section;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who the organisation is, and how it counts days. */
record OrganisationSection(String id, ZoneId timezone) {

  private static final Pattern CALENDAR = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
  private static final double HOURS_OF_A_DAY = 24;

  static OrganisationSection read(Section file) {
    file.require(file.has("organisation"), "organisation", "expected \"organisation\" with its id");
    Section section =
        file.section(
            "organisation",
            "the organisation",
            "id",
            "timezone",
            "currency",
            "calendar",
            "working_hours_per_day");
    if (section == null) {
      return new OrganisationSection("", ZoneOffset.UTC);
    }
    section.scalar("currency", "a currency such as EUR", OrganisationSection::currency);
    section.optionalName("calendar", CALENDAR, "a calendar such as DE or DE-BE");
    section.number(
        "working_hours_per_day",
        "a number above 0 and up to 24",
        hours -> hours > 0 && hours <= HOURS_OF_A_DAY);
    ZoneId timezone =
        section.scalar("timezone", "a time zone such as Europe/Berlin", OrganisationSection::zone);
    return new OrganisationSection(
        section.name("id", NAME, NAME_RULE), timezone == null ? ZoneOffset.UTC : timezone);
  }

  private static @Nullable ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
