package leadhub.workspaces;

/**
 * What a workspace demands of those who sign in.
 *
 * @param twoStepsRequired nobody gets on without a second step
 * @param idleDays a session that nobody used for so many days has ended, 1 to 90
 * @param mostDays however busy, it ends so many days after signing in, 1 to 365
 */
public record SecurityPolicy(boolean twoStepsRequired, int idleDays, int mostDays) {
    static final int MOST_IDLE_DAYS = 90;
    static final int MOST_DAYS = 365;
}
