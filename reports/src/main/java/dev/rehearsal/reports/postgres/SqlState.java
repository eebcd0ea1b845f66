package dev.rehearsal.reports.postgres;

/**
 * The few SQLSTATE codes that this program tells apart (the server's documentation, appendix A).
 */
public final class SqlState {
  public static final String ACTIVE_SQL_TRANSACTION = "25001";
  public static final String INVALID_TRANSACTION_TERMINATION = "2D000";
  public static final String SERIALIZATION_FAILURE = "40001";
  public static final String LOCK_NOT_AVAILABLE = "55P03";
  public static final String QUERY_CANCELED = "57014";
  public static final String DEADLOCK_DETECTED = "40P01";
  public static final String DISK_FULL = "53100";
  public static final String ADMIN_SHUTDOWN = "57P01";
  public static final String CRASH_SHUTDOWN = "57P02";
  public static final String CANNOT_CONNECT_NOW = "57P03";

  private SqlState() {}

  /**
   * Whether the state says that the surroundings failed and not the statement: the connection is
   * gone, or the server ran out of disk, memory or connections (class 53).
   *
   * @param state five characters, or null where the driver had none
   */
  public static boolean surroundingsFailed(String state) {
    return connectionLost(state) || (state != null && state.startsWith("53"));
  }

  /**
   * Whether the state says that the server or the connection is gone, so that nothing more can be
   * learned from the session.
   *
   * @param state five characters, or null where the driver had none
   */
  public static boolean connectionLost(String state) {
    return state != null
        && (state.startsWith("08")
            || state.equals(ADMIN_SHUTDOWN)
            || state.equals(CRASH_SHUTDOWN)
            || state.equals(CANNOT_CONNECT_NOW));
  }
}
