package leadhub.emails.sending;

import java.util.Optional;

/** Knows the mailbox in which a workspace's answers come in. */
public interface ReplyMailbox {
    /** Its address, if its server also takes what is sent to that with a plus and more. */
    Optional<String> address(long workspaceId);
}
