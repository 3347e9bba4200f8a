package leadhub.signin;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds users as they sign in. */
@Component
public class Logins {
    private final LoginSql sql;

    Logins(LoginSql sql) {
        this.sql = sql;
    }

    public Optional<Login> find(long workspaceId, long userId) {
        return sql.find(workspaceId, userId);
    }

    /** The users that bear an e-mail, in whatever workspace; of very many the first ones. */
    public List<Login> list(String emailKey) {
        return sql.ids(emailKey).stream()
                .flatMap(id -> sql.find(id.workspaceId(), id.userId()).stream())
                .toList();
    }
}
