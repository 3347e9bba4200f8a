package leadhub.conversations.team;

import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.conversations.ConversationErasure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has a conversation erased by somebody of the team; the audit log has who did, and nothing of what was said. */
@Service
public class Removal {
    private final ConversationErasure erasure;
    private final Audit audit;

    Removal(ConversationErasure erasure, Audit audit) {
        this.erasure = erasure;
        this.audit = audit;
    }

    @Transactional
    public void erase(Caller caller, String publicId) {
        var id = erasure.erase(caller, publicId);
        audit.record(caller, "conversation.erased", id, null, null);
    }
}
