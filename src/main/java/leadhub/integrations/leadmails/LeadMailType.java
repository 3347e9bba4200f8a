package leadhub.integrations.leadmails;

import leadhub.integrations.IntegrationType;

/** A type by which emails come in, so that some senders' may tell of leads. */
public interface LeadMailType extends IntegrationType {}
