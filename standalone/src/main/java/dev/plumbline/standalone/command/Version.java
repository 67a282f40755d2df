package dev.plumbline.standalone.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it down. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = Version.class.getResourceAsStream("/plumbline.properties")) {
      properties.load(resource);
    }
    return new String[] {"plumbline " + properties.getProperty("version")};
  }
}
