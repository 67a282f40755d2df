package dev.plumbline.standalone;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What is delivered: no tests, neither as folders nor as the jars that modules share. */
final class ProductOnly implements ImportOption {

  private static final ImportOption NO_FOLDERS_OF_TESTS = new DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return NO_FOLDERS_OF_TESTS.includes(location) && !location.contains("-tests.jar");
  }
}
