package dev.plumbline.ingest.http;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in only if it names this host as we know it. A web page can point its own name at
 * 127.0.0.1 and so reach a service that listens there, but then its own name is what it asks for.
 */
final class ExpectedHost {

  private final String configured;

  ExpectedHost(String configured) {
    this.configured = configured.toLowerCase(Locale.ROOT);
  }

  /** Whether the Host header is one of ours. */
  boolean accepts(@Nullable String authority) {
    String host = host(authority);
    return host.equals("localhost") || host.equals(configured) || isLoopback(host);
  }

  private static String host(@Nullable String authority) {
    try {
      return authority == null
          ? ""
          : HostAndPort.fromString(authority).getHost().toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isLoopback(String host) {
    return InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress();
  }
}
