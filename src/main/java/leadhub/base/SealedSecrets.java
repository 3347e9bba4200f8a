package leadhub.base;

import java.util.List;

/** A feature's secrets as the database keeps them, for whoever seals them with another key. */
public interface SealedSecrets {
    /**
     * One of them.
     *
     * @param owner the user whose it is; 0 for the workspace's own
     * @param place what it is bound to, see {@link Seal}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(long owner, String place, byte[] bytes) {}

    /** Those of a workspace. */
    List<Sealed> all(long workspaceId);

    /** Puts one that was sealed anew into its place; false if something else stands there by now. */
    boolean replace(long workspaceId, Sealed was, byte[] bytes);
}
