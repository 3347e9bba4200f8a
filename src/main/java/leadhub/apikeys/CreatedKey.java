package leadhub.apikeys;

import leadhub.api.Scope;

/**
 * The model of the page for a new key.
 *
 * @param secret shown only once
 * @param curl a command that works with this key, whatever its scopes
 */
public record CreatedKey(String name, String secret, String curl) {

    static CreatedKey of(ApiKeys.Made made, String origin) {
        var header = made.key().dialect() == KeyDialect.LYMBE
                ? "X-API-Key: " + made.secret()
                : "Authorization: Bearer " + made.secret();
        return new CreatedKey(made.key().name(), made.secret(), curl(made.key(), origin, header));
    }

    private static String curl(ApiKey key, String origin, String header) {
        if (key.scopes().contains(Scope.WRITE_LEADS)) {
            return "curl -X POST '%s/api/v1/leads' -H '%s' -H 'Content-Type: application/json' -d '%s'"
                    .formatted(origin, header, lead(key.dialect()));
        }
        var path = key.scopes().contains(Scope.READ_LEADS) ? "/api/v1/leads" : "/api/v1/me";
        return "curl '%s%s' -H '%s'".formatted(origin, path, header);
    }

    private static String lead(KeyDialect dialect) {
        return switch (dialect) {
            case LEADHUB -> "{\"first_name\":\"Sarah\",\"last_name\":\"Johnson\",\"email\":\"sarah@example.com\"}";
            case LYMBE -> "{\"name\":\"Sarah Johnson\",\"email\":\"sarah@example.com\"}";
        };
    }

    @Override
    public String toString() {
        return "CreatedKey[" + name + "]";
    }
}
