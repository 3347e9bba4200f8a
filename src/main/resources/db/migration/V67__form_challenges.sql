-- Challenges that were solved, until they expire: each is good once, whichever process it comes to.
create table form_challenges (
    workspace_id bigint not null,
    -- Its signature.
    challenge_id text not null,
    expires_at timestamptz not null,
    primary key (workspace_id, challenge_id)
);
call protect_workspace_table('form_challenges');
