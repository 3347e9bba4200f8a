package leadhub.workspaces;

/**
 * A workspace's requirements for signing in.
 *
 * @param twoStepsRequired whether everybody needs two-step sign-in
 * @param idleDays sessions end after this many days without activity, 1 to 90
 * @param mostDays sessions end this many days after signing in, however active, 1 to 365
 */
public record SecurityPolicy(boolean twoStepsRequired, int idleDays, int mostDays) {
    static final int MOST_IDLE_DAYS = 90;
    static final int MOST_DAYS = 365;
}
