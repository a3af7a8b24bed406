package dev.storekeeper.token.limit;

/** Source addresses as keys of buckets. */
public final class Addresses {
  private static final int NETWORK_GROUPS = 4;

  private Addresses() {}

  /** An IPv4 address as it is, and of an IPv6 address the /64 network that one client has. */
  public static String key(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    StringBuilder network = new StringBuilder();
    String[] groups = expanded(address).split(":", -1);
    for (int i = 0; i < Math.min(NETWORK_GROUPS, groups.length); i++) {
      network.append(groups[i]).append(':');
    }
    return network.append(":/64").toString();
  }

  private static String expanded(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return address;
    }
    String head = address.substring(0, gap);
    return (head.isEmpty() ? "0" : head) + ":0".repeat(NETWORK_GROUPS);
  }
}
