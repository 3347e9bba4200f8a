package leadhub.intake;

import org.springframework.stereotype.Service;

/** Has what came by a source be worked on in its order, where several processes are at it. */
@Service
public class IntakeOrder {
    private final IntakeOrderSql sql;

    IntakeOrder(IntakeOrderSql sql) {
        this.sql = sql;
    }

    /**
     * Within the work on something: waits for whoever works at this moment on what came before it. What failed for a passing reason
     * and is tried again later is overtaken.
     */
    public void await(long workspaceId, ReceivedIntake received) {
        if (!received.isReplay() && received.externalId() != null) {
            sql.awaitEarlier(workspaceId, received);
        }
    }
}
