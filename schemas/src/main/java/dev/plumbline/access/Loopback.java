package dev.plumbline.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that only the machine itself reaches. */
public final class Loopback {

  private Loopback() {}

  /** Whether a server that listens on the address is reached from this machine only. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Whoever names it may mean anything; the safe answer is the one that asks for a token.
      return false;
    }
  }
}
