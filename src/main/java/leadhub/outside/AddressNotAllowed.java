package leadhub.outside;

import java.io.IOException;

/** A host's address is in a network that workspaces may not have LeadHub call; nothing was sent there. */
public final class AddressNotAllowed extends IOException {
    private static final long serialVersionUID = 1;

    public AddressNotAllowed() {
        super("The address is in a network that isn't allowed.");
    }
}
