package leadhub.integrations;

/** Whose the token of a hook's URL is. */
public record HookOwner(long workspaceId, long integrationId) {}
