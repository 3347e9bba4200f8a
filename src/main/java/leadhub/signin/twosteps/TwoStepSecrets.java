package leadhub.signin.twosteps;

import java.util.List;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import org.springframework.stereotype.Component;

/** Seals and opens what users' apps and we both know. */
@Component
class TwoStepSecrets implements SealedSecrets {
    private static final String NEXT = "two_steps.next_secret:";

    private final TwoStepSql sql;
    private final Seal seal;

    TwoStepSecrets(TwoStepSql sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** Whether secrets can be kept. */
    boolean canBeKept() {
        return seal.isReady();
    }

    byte[] seal(long workspaceId, long userId, byte[] secret) {
        return seal.seal(place(workspaceId, userId), secret);
    }

    byte[] sealNext(long workspaceId, long userId, byte[] secret) {
        return seal.seal(placeOfNext(workspaceId, userId), secret);
    }

    /** The secret; empty if it was sealed with a key that is lost. */
    Optional<byte[]> open(long workspaceId, long userId, TwoStepSql.Kept kept) {
        return seal.open(place(workspaceId, userId), kept.secretSealed());
    }

    /** The one that is to take its place; empty if there is none. */
    Optional<byte[]> openNext(long workspaceId, long userId, TwoStepSql.Kept kept) {
        var sealed = kept.nextSecretSealed();
        return sealed == null ? Optional.empty() : seal.open(placeOfNext(workspaceId, userId), sealed);
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.sealed(workspaceId).stream()
                .map(one -> new Sealed(
                        one.userId(),
                        one.isNext() ? placeOfNext(workspaceId, one.userId()) : place(workspaceId, one.userId()),
                        one.bytes()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return was.place().startsWith(NEXT)
                ? sql.resealNext(workspaceId, was.owner(), was.bytes(), bytes)
                : sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }

    private static String place(long workspaceId, long userId) {
        return "two_steps.secret:" + workspaceId + ":" + userId;
    }

    private static String placeOfNext(long workspaceId, long userId) {
        return NEXT + workspaceId + ":" + userId;
    }
}
