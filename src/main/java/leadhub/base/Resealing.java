package leadhub.base;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Seals with today's key what the other one sealed. Each secret is one statement that changes nothing but what it has read,
 * so it may be cut off, run again, and run while servers work.
 */
@Component
public final class Resealing {
    private final Seal seal;
    private final List<SealedSecrets> features;

    Resealing(Seal seal, List<SealedSecrets> features) {
        this.seal = seal;
        this.features = features;
    }

    /**
     * How many secrets there are.
     *
     * @param current sealed with today's key
     * @param other sealed with the other key
     * @param lost sealed with a key that neither is
     */
    public record Count(long current, long other, long lost) {
        public static final Count NONE = new Count(0, 0, 0);

        public Count plus(Count more) {
            return new Count(current + more.current, other + more.other, lost + more.lost);
        }
    }

    /** Counts a workspace's secrets, and changes nothing. */
    public Count count(long workspaceId) {
        var count = Count.NONE;
        for (var feature : features) {
            for (var one : feature.all(workspaceId)) {
                count = count.plus(counted(one));
            }
        }
        return count;
    }

    /** Seals a workspace's secrets anew; how many there are afterwards. */
    public Count reseal(long workspaceId) {
        for (var feature : features) {
            for (var one : feature.all(workspaceId)) {
                if (!seal.isCurrent(one.place(), one.bytes())) {
                    seal.open(one.place(), one.bytes())
                            .ifPresent(secret -> feature.replace(workspaceId, one, seal.seal(one.place(), secret)));
                }
            }
        }
        return count(workspaceId);
    }

    private Count counted(SealedSecrets.Sealed one) {
        if (seal.isCurrent(one.place(), one.bytes())) {
            return new Count(1, 0, 0);
        }
        return seal.open(one.place(), one.bytes()).isPresent() ? new Count(0, 1, 0) : new Count(0, 0, 1);
    }
}
