package dev.plumbline.dashboards.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A file that pages refer to. Its address changes with its content, so it may be kept for good. */
public enum Asset {
  STYLE("page.css", "text/css; charset=utf-8"),
  SCRIPT("page.js", "text/javascript; charset=utf-8"),
  ICON("icon.svg", "image/svg+xml");

  private static final int DIGITS = 12;

  private final String file;
  private final String type;
  private final byte[] content;
  private final String version;

  Asset(String file, String type) {
    this.file = file;
    this.type = type;
    this.content = load(file);
    this.version = version(content);
  }

  /** Where it is served, without its version. */
  public String route() {
    return "/assets/" + file;
  }

  String path() {
    return route() + "?v=" + version;
  }

  /** Its media type. */
  public String type() {
    return type;
  }

  /** Its bytes. */
  public byte[] content() {
    return content.clone();
  }

  private static byte[] load(String file) {
    try (InputStream in = Objects.requireNonNull(Asset.class.getResourceAsStream(file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
