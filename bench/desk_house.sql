UPDATE reports SET desk_state = CASE WHEN id % 4 = 0 THEN 'verified' WHEN id % 8 = 1 THEN 'closed'
  WHEN id % 100 = 3 THEN 'asked' WHEN id % 100 = 7 THEN 'handed' ELSE 'new' END,
  desk_news_at = CASE WHEN id % 50000 = 0 THEN last_at END,
  urgent_seen_at = CASE WHEN id % 900 <> 0 THEN last_at END,
  desk_version = CASE WHEN id % 8 IN (0, 1, 4) THEN 1 ELSE 0 END,
  digested_in = CASE WHEN id <= :reports - 1400 THEN 0 END;
INSERT INTO deliveries (id, delivery_key, channel, kind, msg_id, sender, receiver, sent_at,
  received_at, state, answer, answer_state, last_seen_at, repeats, failure)
  SELECT id, %KEY%, 'official', 'text', '', 'o' || observer_id, '', opened_at, opened_at,
  CASE WHEN id % 90000 = 5 THEN 'failed' ELSE 'done' END, '', 'kept', opened_at, 0, ''
  FROM (SELECT id, id AS n, observer_id, opened_at FROM reports) AS each;
INSERT INTO items (id, report_id, delivery_id, kind, sent_at, text)
  SELECT id, id, id, 'note', opened_at, excerpt FROM reports;
INSERT INTO media (id, delivery_id, report_id, channel, media_id, kind, state, wanted_at, expires_at,
  next_at, claims, last_error, sha256, mime, bytes)
  SELECT id, id, id, 'official', 'm', CASE WHEN id % 30 = 0 THEN 'voice' ELSE 'photo' END, 'stored',
  opened_at, opened_at, opened_at, 0, '', 'f' || (id / 90), 'image/jpeg', 100000
  FROM reports WHERE id % 3 = 0;
INSERT INTO twins (media_id, earlier_media_id, distance)
  SELECT id, id - 3, 0 FROM media WHERE id % 90 = 87;
INSERT INTO follow_ups (media_id, state, next_at, claims, last_error, playable, poster)
  SELECT id, 'done', 0, 0, '', '', NOT %YES% FROM media;
INSERT INTO transcripts (media_id, state, spoken_at, text, suggestion, version)
  SELECT id, CASE WHEN id % 30000 = 0 THEN 'waiting' ELSE 'typed' END, wanted_at, '', '', 0
  FROM media WHERE kind = 'voice';
INSERT INTO verifications (report_id, verdict, how, note, staff_id, at)
  SELECT id, 'true', 'photos', '', 1, last_at FROM reports WHERE desk_state = 'verified';
INSERT INTO desk_events (report_id, act, before, after, staff_id, note, at)
  SELECT id, CASE WHEN id % 4 = 0 THEN 'verify' ELSE 'close' END, 'new', desk_state, 1, '', last_at
  FROM reports WHERE desk_state <> 'new';
INSERT INTO report_outcomes (report_id, outcome, words, staff_id, at, reopen_reason)
  SELECT id, 'solved', '已经修好。', 1, last_at, '' FROM reports WHERE desk_state = 'closed';
INSERT INTO outbox (once_key, channel, recipient, observer_id, purpose, text, report_id, state,
  created_at, not_after, next_at, claims, cause, sent_at)
  SELECT 'b' || id, 'official', 'o' || observer_id, observer_id, 'summary', '收到。', id,
  CASE WHEN id % 5000 = 0 THEN 'undelivered' ELSE 'sent' END, last_at, last_at, last_at, 0, '',
  last_at FROM reports;
INSERT INTO phone_calls (observer_id, outcome, day, note, staff_id, at)
  SELECT observer_id, 'reached', day, %SEALED%, 1, last_at FROM reports WHERE id % 500 = 0;
INSERT INTO inquiries (delivery_id, observer_id, channel, day, seq, words, tag, asked_at, state,
  answer, handbook_key, reason)
  SELECT id, observer_id, 'official', day, seq, excerpt, '{}', opened_at,
  CASE WHEN id % 1000 = 0 THEN 'open' ELSE 'answered' END, '', '', ''
  FROM reports WHERE id % 20 = 0;
INSERT INTO essays (observer_id, title, handed_in_at, state, reason)
  SELECT observer_id, '一篇', opened_at,
  CASE WHEN id % 800 = 0 THEN 'submitted' ELSE 'accepted' END, ''
  FROM reports WHERE id % 40 = 0;
INSERT INTO troubles (once_key, kind, ref, sentence, created_at, resolved_at)
  SELECT 'b' || id, 'media', 'media:' || id, '', opened_at,
  CASE WHEN id % 20000 <> 0 THEN opened_at END FROM reports WHERE id % 50 = 0;
INSERT INTO quarantine (fingerprint, channel, reason, query, body, received_at, state)
  SELECT %KEY%, 'official', 'stale', '', %SEALED%, opened_at,
  CASE WHEN n % 20000 = 0 THEN 'kept' ELSE 'replayed' END
  FROM (SELECT id AS n, opened_at FROM reports WHERE id % 1000 = 0) AS each;
INSERT INTO urgent_letters (delivery_id, seen_at)
  SELECT id, opened_at FROM reports WHERE id % 1000 = 1;
INSERT INTO binding_requests (sender_id, observer_id, state, created_at, decided_at)
  SELECT id, id, CASE WHEN id % 500 = 0 THEN 'open' ELSE 'confirmed' END, 0, 0
  FROM observers;
INSERT INTO letters (id, region, kind, state, version, title, unit, copies, ground, opening,
  requirement, reason, visit, signer_role, signer_name, way, drafted_by, created_at, content,
  content_hash, template_hash, term, series, number_year, number_seq, number, dated, delivered_on,
  due, contested)
  SELECT n, '邵阳市', CASE n % 10 WHEN 0 THEN 'duban' WHEN 1 THEN 'jiaoban' WHEN 2 THEN 'tixing'
  WHEN 3 THEN 'onsite' ELSE 'tishi' END, s, 3, '关于' || county || '第' || n || '件问题的函',
  county || '第' || (n % 6) || '专班', '[]', '5.1', '经观察员反映。', '请核实办理。', '', '',
  CASE WHEN n % 3 = 0 THEN 'director' ELSE 'clerk' END, '', CASE n % 2 WHEN 0 THEN 'console' ELSE 'paper' END,
  1, last_at, '', '', '', '', CASE WHEN s IN ('draft', 'submitted', 'confirming') THEN NULL ELSE 'tishi' END,
  CASE WHEN s IN ('draft', 'submitted', 'confirming') THEN NULL ELSE 2020 + n * 7 / (:letters + 1) END,
  CASE WHEN s IN ('draft', 'submitted', 'confirming') THEN NULL ELSE n END,
  CASE WHEN s IN ('draft', 'submitted', 'confirming') THEN '' ELSE '邵民实函〔' || (2020 + n * 7 / (:letters + 1)) || '〕' || n || '号' END,
  DAY_OF((:letters - n) / 40)!, DAY_OF((:letters - n) / 40 - 1)!, DAY_OF((:letters - n) / 40 - 15)!, NOT %YES%
  FROM (SELECT id AS n, county, last_at, CASE WHEN id % 5 > 0 AND id < :letters - 2000 THEN
    CASE WHEN id % 50 = 1 THEN 'void' ELSE 'done' END
    WHEN id < :letters - 2000 THEN CASE WHEN id % 100 = 0 THEN 'answered' ELSE 'done' END
    WHEN id % 8 = 0 THEN 'draft' WHEN id % 8 = 1 THEN 'submitted' WHEN id % 8 = 2 THEN 'signed'
    WHEN id % 8 = 3 THEN 'answered' WHEN id % 80 = 4 THEN 'contested' WHEN id % 80 = 5 THEN 'confirming'
    ELSE 'delivered' END AS s FROM reports WHERE id <= :letters) AS each;
INSERT INTO letter_items (id, letter_id, position, problem, place, seen, project, requirement,
  state, outcome, outcome_words)
  SELECT reports.id, (reports.id + 1) / 2, reports.id % 2, excerpt, reports.county, '', COALESCE(project, ''), '',
  CASE letters.state WHEN 'done' THEN 'closed' WHEN 'answered' THEN 'answered' ELSE 'open' END, '', ''
  FROM reports JOIN letters ON letters.id = (reports.id + 1) / 2;
INSERT INTO letter_item_reports (item_id, report_id)
  SELECT id, id * (:reports / (2 * :letters)) FROM letter_items;
INSERT INTO letter_events (letter_id, act, before, after, staff_id, note, at, digested_in)
  SELECT letters.id, step.act, '', '', 1, '', created_at, 0 FROM letters,
  (SELECT 'edit' AS act UNION ALL SELECT 'submit' UNION ALL SELECT 'sign' UNION ALL SELECT 'seal'
   UNION ALL SELECT 'deliver' UNION ALL SELECT 'close') AS step
  WHERE letters.state IN ('done', 'answered', 'delivered') OR step.act IN ('edit', 'submit');
INSERT INTO letter_deliveries (letter_id, unit, main, how, delivered_on, staff_id, at)
  SELECT id, unit, %YES%, 'exchange', delivered_on, 1, created_at FROM letters
  WHERE state IN ('done', 'answered', 'delivered');
INSERT INTO letter_answers (item_id, state, measures, answered_on, person, staff_id, at)
  SELECT letter_items.id, 'finished', '后墙已加固', dated, %SEALED%, 1, created_at
  FROM letter_items JOIN letters ON letters.id = letter_items.letter_id
  WHERE letter_items.state IN ('closed', 'answered');
INSERT INTO letter_extensions (letter_id, until, reason, state, asked_at)
  SELECT id, due, '', CASE WHEN state = 'delivered' THEN 'asked' ELSE 'granted' END, created_at
  FROM letters WHERE id % 10 = 4;
INSERT INTO letter_signatures (letter_id, state, content_hash, template_hash, role, name, staff_id,
  signed_on, scan, at)
  SELECT id, 'held', '', '', 'director', '', 1, dated, '', created_at FROM letters
  WHERE number_seq IS NOT NULL;
INSERT INTO desk_tasks (key, kind, letter_id, report_id, note, due, made_at, ended_at, "end")
  SELECT 'b' || id, CASE WHEN id % 2 = 0 THEN 'soon' ELSE 'call' END, id, NULL, '', due, created_at,
  CASE WHEN state <> 'delivered' THEN created_at END, CASE WHEN state <> 'delivered' THEN 'over' ELSE '' END
  FROM letters;
INSERT INTO digests (kind, day, made_at, facts, text, fingerprint, audit_head)
  SELECT CASE WHEN id % 6 = 0 THEN 'week' ELSE 'day' END, DAY_OF(1500 - id)!, 0, '{}', '', '', ''
  FROM reports WHERE id <= 1500;
INSERT INTO report_locks (report_id, staff_id, taken_at, until)
  SELECT id, 1, %NOW_MS%, %NOW_MS% + 300000 FROM reports WHERE id > :reports - 20;
