/**
 * Functions that people's SQL may call: those that only work on their arguments and read nothing else. Functions that
 * take a query or a table's name as text, open files or connections, wait, or show settings are missing on purpose, and
 * so is every function that isn't known.
 */
export const FUNCTIONS = new Set(
  `
  count sum avg min max total group_concat string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg
  json_arrayagg json_objectagg bool_and bool_or every bit_and bit_or bit_xor any_value mode median variance var_pop
  var_samp stddev stddev_pop stddev_samp corr covar_pop covar_samp percentile_cont percentile_disc
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  coalesce nullif ifnull iif if greatest least isnull
  abs ceil ceiling floor round trunc truncate sign mod power pow sqrt cbrt exp ln log log2 log10 pi degrees radians
  sin cos tan asin acos atan atan2 div random rand width_bucket
  lower upper lcase ucase initcap length char_length character_length octet_length bit_length trim ltrim rtrim btrim
  lpad rpad left right substr substring mid position instr locate replace translate reverse concat concat_ws
  format printf split_part substring_index starts_with strpos ascii unicode char chr hex unhex regexp_replace
  regexp_matches regexp_match regexp_substr regexp_instr regexp_like quote overlay field find_in_set elt insert
  md5 sha1 sha2 encode decode to_base64 from_base64
  now current_date current_time current_timestamp localtime localtimestamp clock_timestamp statement_timestamp
  transaction_timestamp curdate curtime sysdate utc_date utc_time utc_timestamp
  date time datetime timestamp julianday unixepoch strftime timediff date_trunc date_part extract age make_date
  make_time make_timestamp make_timestamptz make_interval to_char to_date to_timestamp to_number justify_days
  justify_hours justify_interval date_format time_format str_to_date date_add date_sub adddate subdate addtime subtime
  datediff timestampdiff timestampadd year quarter month week day hour minute second microsecond weekday dayofweek
  dayofmonth dayofyear weekofyear yearweek dayname monthname last_day from_unixtime unix_timestamp from_days to_days
  to_seconds sec_to_time time_to_sec convert_tz makedate maketime period_add period_diff timezone
  json json_array json_object json_extract json_value json_query json_type json_valid json_array_length json_quote
  json_group_array json_group_object json_unquote json_contains json_keys json_length json_search json_each json_tree
  json_build_object json_build_array jsonb_build_object jsonb_build_array to_json to_jsonb row_to_json
  json_extract_path json_extract_path_text jsonb_extract_path jsonb_extract_path_text json_array_elements
  json_array_elements_text jsonb_array_elements jsonb_array_elements_text json_object_keys jsonb_object_keys
  jsonb_array_length json_typeof jsonb_typeof jsonb_set jsonb_strip_nulls
  array_length array_to_string string_to_array array_position array_append array_cat array_remove cardinality unnest
  generate_series typeof cast convert
  `
    .trim()
    .split(/\s+/),
);

/** Keywords and types that may precede a parenthesis without being called. */
export const BEFORE_PARENTHESIS = new Set(
  `
  and or not in exists any all some select distinct where from join on using by having union except intersect as
  over filter group when then else case is like ilike between values with limit offset interval array row recursive
  char character varchar nchar nvarchar decimal numeric float double real int integer bigint smallint tinyint bit
  binary varbinary time timestamp timestamptz datetime varying precision signed unsigned materialized lateral
  `
    .trim()
    .split(/\s+/),
);

/** Types that a value may be cast to. A table's name as `regclass`, or a document as `xml`, isn't needed. */
export const TYPES = new Set(
  `
  int integer int2 int4 int8 bigint smallint tinyint mediumint numeric decimal real float float4 float8 double money
  text varchar char character nchar nvarchar string boolean bool bit binary date time timetz timestamp timestamptz
  datetime interval json jsonb uuid signed unsigned bytea blob year
  `
    .trim()
    .split(/\s+/),
);

/** Bare words that no plain query needs: they write, wait for locks, or reach something that isn't a table. */
export const REFUSED_WORDS = new Set(
  `
  into outfile dumpfile procedure tablesample table only lock share attach detach pragma copy execute prepare call do
  handler load create alter drop grant revoke truncate rename vacuum analyze explain set reset show use begin commit
  rollback savepoint declare fetch listen notify merge
  `
    .trim()
    .split(/\s+/),
);
