package leadhub.emails.suppression;

import java.util.Optional;

/** Knows whose address a link is about in emails that aren't to leads; implemented by the features that send them. */
public interface UnsubscribeReceivers {
    /** The address; empty for a link in none of them. */
    Optional<String> address(long workspaceId, String token);
}
