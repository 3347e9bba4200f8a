package leadhub.apikeys;

import java.util.List;

/** What the page of all keys shows. */
public record KeyList(List<ApiKey> keys) {}
