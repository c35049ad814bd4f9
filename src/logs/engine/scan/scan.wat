;; The heads pass: text → one record for each line, as long as lines look like the one before.
;; src/logs/engine/scan/scanner.ts fills the tables and says what they mean; test/logs/engine/scan.test.ts
;; holds that an engine with this pass and one without it tell the same. Assemble: npm run assemble.
;;
;; Memory:
;;      0  i32 ×6: length of the prefix, length of the stamp, byte behind the seconds, byte of the zone's sign
;;                 (0: none), second at which the prefix's hour begins, length of the host and the blank
;;     24  i32: out: where the pass stopped
;;     28  i32: number of Exim where the file is its own, without hosts and tags; else 0
;;     32  prefix of the stamp up to the hour, 16 bytes     48  its mask
;;     64  host and blank, 32 bytes                         96  its mask
;;    128  16 bytes of ones, 16 of zeros: the mask of n bytes begins at 144 − n
;;   1024  tags: 512 places of 64 bytes: i32 length, i32 number, i32 "may have queue IDs", 4 unused, 32 bytes
;; Record: i32 start, end, number of the tag (0: none of these shapes, the pass ends there), body, second,
;;         length of the queue ID (0: none, −1: look yourself), hash of the queue ID, unused
(module
  (memory (import "engine" "memory") 1)

  (func $masked (param $at i32) (param $length i32) (result v128)
    (v128.and
      (v128.load (local.get $at))
      (v128.load (i32.sub (i32.const 144) (local.get $length)))))

  ;; Whether the tag of this length at $at is the one in place $entry.
  (func $isTag (param $at i32) (param $length i32) (param $entry i32) (result i32)
    (if (i32.ne (i32.load (local.get $entry)) (local.get $length)) (then (return (i32.const 0))))
    (if (i32.le_u (local.get $length) (i32.const 16))
      (then (return (i32.eqz (v128.any_true
        (v128.xor
          (call $masked (local.get $at) (local.get $length))
          (v128.load offset=16 (local.get $entry))))))))
    (i32.eqz (v128.any_true
      (v128.or
        (v128.xor (v128.load (local.get $at)) (v128.load offset=16 (local.get $entry)))
        (v128.xor
          (call $masked (i32.add (local.get $at) (i32.const 16)) (i32.sub (local.get $length) (i32.const 16)))
          (v128.load offset=32 (local.get $entry)))))))

  (func $digit (param $at i32) (result i32)
    (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)))

  (func $mixed (param $hash i32) (param $word i32) (result i32)
    (local $mixed i32)
    (local.set $mixed (i32.mul (i32.xor (local.get $hash) (local.get $word)) (i32.const 0x9e3779b1)))
    (i32.xor (local.get $mixed) (i32.shr_u (local.get $mixed) (i32.const 15))))

  ;; As hashOf in queue-files.ts, for 5 to 15 bytes.
  (func $hash (param $at i32) (param $length i32) (result i32)
    (local $hash i32) (local $id v128)
    (local.set $id (call $masked (local.get $at) (local.get $length)))
    (local.set $hash (call $mixed (local.get $length) (i32x4.extract_lane 0 (local.get $id))))
    (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 1 (local.get $id))))
    (if (i32.gt_u (local.get $length) (i32.const 8))
      (then (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 2 (local.get $id))))))
    (if (i32.gt_u (local.get $length) (i32.const 12))
      (then (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 3 (local.get $id))))))
    (local.get $hash))

  ;; As textHash in text-hash.ts: the hash of [$at, $end); its lowest bit says whether A–Z are among them.
  (func (export "hash") (param $at i32) (param $end i32) (result i32)
    (local $hash i32) (local $left i32) (local $text v128) (local $capitals v128)
    (local.set $hash (i32.sub (local.get $end) (local.get $at)))
    (block $done
      (loop $window
        (local.set $left (i32.sub (local.get $end) (local.get $at)))
        (br_if $done (i32.le_s (local.get $left) (i32.const 0)))
        (if (i32.lt_u (local.get $left) (i32.const 16))
          (then (local.set $text (call $masked (local.get $at) (local.get $left))))
          (else (local.set $text (v128.load (local.get $at)))))
        (local.set $capitals
          (v128.or (local.get $capitals) (call $within (local.get $text) (i32.const 65) (i32.const 26))))
        (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 0 (local.get $text))))
        (if (i32.gt_u (local.get $left) (i32.const 4))
          (then (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 1 (local.get $text))))))
        (if (i32.gt_u (local.get $left) (i32.const 8))
          (then (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 2 (local.get $text))))))
        (if (i32.gt_u (local.get $left) (i32.const 12))
          (then (local.set $hash (call $mixed (local.get $hash) (i32x4.extract_lane 3 (local.get $text))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $window)))
    (i32.or
      (i32.and (local.get $hash) (i32.const -2))
      (v128.any_true (local.get $capitals))))

  ;; Bytes of $text from $first on, $count of them, as ones.
  (func $within (param $text v128) (param $first i32) (param $count i32) (result v128)
    (i8x16.lt_u
      (i8x16.sub (local.get $text) (i8x16.splat (local.get $first)))
      (i8x16.splat (local.get $count))))

  ;; How many bytes from the first on are ones, at most 16.
  (func $run (param $ones v128) (result i32)
    (i32.ctz (i32.xor (i8x16.bitmask (local.get $ones)) (i32.const 0x1ffff))))

  ;; Length of the queue ID at $at, which `: ` follows; 0: none; −1: longer, or nothing behind the colon.
  (func $queueId (param $at i32) (result i32)
    (local $text v128) (local $small v128) (local $length i32)
    (local.set $text (v128.load (local.get $at)))
    (local.set $length (call $run (v128.or
      (call $within (local.get $text) (i32.const 48) (i32.const 10))
      (call $within (local.get $text) (i32.const 65) (i32.const 6)))))
    (if (i32.ge_u (local.get $length) (i32.const 5))
      (then
        (if (i32.eq (local.get $length) (i32.const 16)) (then (return (i32.const -1))))
        (if (i32.eq (i32.load16_u (i32.add (local.get $at) (local.get $length))) (i32.const 0x203a))
          (then (return (local.get $length))))
        (if (i32.eq (i32.load8_u (i32.add (local.get $at) (local.get $length))) (i32.const 58))
          (then (return (i32.const -1))))))
    (local.set $small (v128.or (local.get $text) (i8x16.splat (i32.const 32))))
    (local.set $length (call $run (call $alphanumeric (local.get $text))))
    (if (i32.lt_u (local.get $length) (i32.const 10)) (then (return (i32.const 0))))
    (if (i32.and
          (i8x16.bitmask (v128.or
            (v128.or
              (v128.or
                (i8x16.eq (local.get $small) (i8x16.splat (i32.const 97)))
                (i8x16.eq (local.get $small) (i8x16.splat (i32.const 101))))
              (v128.or
                (i8x16.eq (local.get $small) (i8x16.splat (i32.const 105)))
                (i8x16.eq (local.get $small) (i8x16.splat (i32.const 111)))))
            (i8x16.eq (local.get $small) (i8x16.splat (i32.const 117)))))
          (i32.sub (i32.shl (i32.const 1) (local.get $length)) (i32.const 1)))
      (then (return (i32.const 0))))
    (if (i32.eq (local.get $length) (i32.const 16)) (then (return (i32.const -1))))
    (if (i32.eq (i32.load16_u (i32.add (local.get $at) (local.get $length))) (i32.const 0x203a))
      (then (return (local.get $length))))
    (if (i32.eq (i32.load8_u (i32.add (local.get $at) (local.get $length))) (i32.const 58))
      (then (return (i32.const -1))))
    (i32.const 0))

  ;; Fills the record of the line [$at, $end) where it looks like those before; returns whether it does.
  (func $head (param $at i32) (param $end i32) (param $record i32) (result i32)
    (local $time i32) (local $tag i32) (local $length i32) (local $entry i32) (local $body i32)
    (local $minute i32) (local $second i32) (local $ends i32) (local $text v128) (local $id i32)
    (if (v128.any_true (v128.and
          (v128.xor (v128.load (local.get $at)) (v128.load (i32.const 32)))
          (v128.load (i32.const 48))))
      (then (return (i32.const 0))))
    ;; 04:31
    (local.set $time (i32.add (local.get $at) (i32.load (i32.const 0))))
    (if (i32.or
          (i32.or
            (i32.gt_u (call $digit (local.get $time)) (i32.const 5))
            (i32.gt_u (call $digit (i32.add (local.get $time) (i32.const 1))) (i32.const 9)))
          (i32.or
            (i32.gt_u (call $digit (i32.add (local.get $time) (i32.const 3))) (i32.const 6))
            (i32.gt_u (call $digit (i32.add (local.get $time) (i32.const 4))) (i32.const 9))))
      (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u offset=2 (local.get $time)) (i32.const 58)) (then (return (i32.const 0))))
    (local.set $minute (i32.add
      (i32.mul (call $digit (local.get $time)) (i32.const 10))
      (call $digit (i32.add (local.get $time) (i32.const 1)))))
    (local.set $second (i32.add
      (i32.mul (call $digit (i32.add (local.get $time) (i32.const 3))) (i32.const 10))
      (call $digit (i32.add (local.get $time) (i32.const 4)))))
    ;; Fraction and zone
    (if (i32.ne (i32.load8_u offset=5 (local.get $time)) (i32.load (i32.const 8))) (then (return (i32.const 0))))
    (local.set $tag (i32.add (local.get $at) (i32.load (i32.const 4))))
    (if (i32.ge_u (local.get $tag) (local.get $end)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u (local.get $tag)) (i32.const 32)) (then (return (i32.const 0))))
    (if (i32.load (i32.const 12))
      (then (if (i32.ne (i32.load8_u (i32.sub (local.get $tag) (i32.const 6))) (i32.load (i32.const 12)))
        (then (return (i32.const 0))))))
    ;; Exim's own file
    (if (i32.load (i32.const 28))
      (then
        (local.set $body (i32.add (local.get $tag) (i32.const 1)))
        (if (i32.ge_u (i32.add (local.get $body) (i32.const 26)) (local.get $end)) (then (return (i32.const 0))))
        (local.set $length (call $eximId (local.get $body)))
        (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
        (if (i32.eqz (call $isEximFlag (i32.add (i32.add (local.get $body) (local.get $length)) (i32.const 1))))
          (then (return (i32.const 0))))
        (i32.store offset=8 (local.get $record) (i32.load (i32.const 28)))
        (i32.store offset=12 (local.get $record) (local.get $body))
        (i32.store offset=16 (local.get $record) (i32.add
          (i32.load (i32.const 16))
          (i32.add (i32.mul (local.get $minute) (i32.const 60)) (local.get $second))))
        (i32.store offset=20 (local.get $record) (i32.const -1))
        (return (i32.const 1))))
    ;; Host
    (local.set $tag (i32.add (local.get $tag) (i32.const 1)))
    (if (v128.any_true (v128.or
          (v128.and
            (v128.xor (v128.load (local.get $tag)) (v128.load (i32.const 64)))
            (v128.load (i32.const 96)))
          (v128.and
            (v128.xor (v128.load offset=16 (local.get $tag)) (v128.load (i32.const 80)))
            (v128.load (i32.const 112)))))
      (then (return (i32.const 0))))
    (local.set $tag (i32.add (local.get $tag) (i32.load (i32.const 20))))
    ;; Tag: up to `[`, `:` or a blank
    (local.set $text (v128.load (local.get $tag)))
    (local.set $ends (i8x16.bitmask (call $separators (local.get $text))))
    (if (local.get $ends)
      (then (local.set $length (i32.ctz (local.get $ends))))
      (else
        (local.set $ends (i8x16.bitmask (call $separators (v128.load offset=16 (local.get $tag)))))
        (if (i32.eqz (local.get $ends)) (then (return (i32.const 0))))
        (local.set $length (i32.add (i32.const 16) (i32.ctz (local.get $ends))))))
    (if (i32.lt_u (local.get $length) (i32.const 4)) (then (return (i32.const 0))))
    (local.set $entry (call $place (local.get $tag) (local.get $length)))
    (if (i32.eqz (call $isTag (local.get $tag) (local.get $length) (local.get $entry)))
      (then
        (local.set $entry (i32.xor (local.get $entry) (i32.const 64)))
        (if (i32.eqz (call $isTag (local.get $tag) (local.get $length) (local.get $entry)))
          (then (return (i32.const 0))))))
    ;; [812]
    (local.set $body (i32.add (local.get $tag) (local.get $length)))
    (if (i32.eq (i32.load8_u (local.get $body)) (i32.const 91))
      (then
        (local.set $ends (i8x16.bitmask
          (i8x16.eq (v128.load (local.get $body)) (i8x16.splat (i32.const 93)))))
        (if (i32.eqz (local.get $ends)) (then (return (i32.const 0))))
        (local.set $body (i32.add (local.get $body) (i32.add (i32.ctz (local.get $ends)) (i32.const 1))))))
    (if (i32.ne (i32.load16_u (local.get $body)) (i32.const 0x203a)) (then (return (i32.const 0))))
    (local.set $body (i32.add (local.get $body) (i32.const 2)))
    (if (i32.ge_u (local.get $body) (local.get $end)) (then (return (i32.const 0))))
    (if (i32.eq (i32.load8_u (local.get $body)) (i32.const 91)) (then (return (i32.const 0))))
    (if (i32.load offset=8 (local.get $entry))
      (then
        (local.set $id (call $queueId (local.get $body)))
        (if (i32.gt_s (local.get $id) (i32.const 0))
          (then (i32.store offset=24 (local.get $record) (call $hash (local.get $body) (local.get $id)))))))
    (i32.store offset=8 (local.get $record) (i32.load offset=4 (local.get $entry)))
    (i32.store offset=12 (local.get $record) (local.get $body))
    (i32.store offset=16 (local.get $record) (i32.add
      (i32.load (i32.const 16))
      (i32.add (i32.mul (local.get $minute) (i32.const 60)) (local.get $second))))
    (i32.store offset=20 (local.get $record) (local.get $id))
    (i32.const 1))

  ;; Length of the Exim message ID at $at, which a blank follows; 0: none.
  (func $eximId (param $at i32) (result i32)
    (local $words i32) (local $dashes i32)
    (local.set $words (i32.or
      (i8x16.bitmask (call $alphanumeric (v128.load (local.get $at))))
      (i32.shl (i8x16.bitmask (call $alphanumeric (v128.load offset=16 (local.get $at)))) (i32.const 16))))
    (local.set $dashes (i32.or
      (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 45))))
      (i32.shl
        (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (i8x16.splat (i32.const 45))))
        (i32.const 16))))
    ;; XXXXXX-XXXXXX-XX, XXXXXX-XXXXXXXXXXX-XXXX
    (if (i32.and
          (i32.and
            (i32.eq (i32.and (local.get $words) (i32.const 0x1ffff)) (i32.const 0xdfbf))
            (i32.eq (i32.and (local.get $dashes) (i32.const 0x2040)) (i32.const 0x2040)))
          (i32.eq (i32.load8_u offset=16 (local.get $at)) (i32.const 32)))
      (then (return (i32.const 16))))
    (if (i32.and
          (i32.and
            (i32.eq (i32.and (local.get $words) (i32.const 0xffffff)) (i32.const 0x7bffbf))
            (i32.eq (i32.and (local.get $dashes) (i32.const 0x40040)) (i32.const 0x40040)))
          (i32.eq (i32.load8_u offset=23 (local.get $at)) (i32.const 32)))
      (then (return (i32.const 23))))
    (i32.const 0))

  ;; `<= `, `=> `, `-> `, `== `, `** `, `Comp`
  (func $isEximFlag (param $at i32) (result i32)
    (local $flag i32)
    (local.set $flag (i32.load (local.get $at)))
    (if (i32.eq (local.get $flag) (i32.const 0x706d6f43)) (then (return (i32.const 1))))
    (local.set $flag (i32.and (local.get $flag) (i32.const 0xffffff)))
    (i32.or
      (i32.or
        (i32.eq (local.get $flag) (i32.const 0x203d3c))
        (i32.eq (local.get $flag) (i32.const 0x203e3d)))
      (i32.or
        (i32.eq (local.get $flag) (i32.const 0x203e2d))
        (i32.or
          (i32.eq (local.get $flag) (i32.const 0x203d3d))
          (i32.eq (local.get $flag) (i32.const 0x202a2a))))))

  (func $alphanumeric (param $text v128) (result v128)
    (v128.or
      (call $within (local.get $text) (i32.const 48) (i32.const 10))
      (v128.or
        (call $within (local.get $text) (i32.const 65) (i32.const 26))
        (call $within (local.get $text) (i32.const 97) (i32.const 26)))))

  (func $separators (param $text v128) (result v128)
    (v128.or
      (i8x16.eq (local.get $text) (i8x16.splat (i32.const 91)))
      (v128.or
        (i8x16.eq (local.get $text) (i8x16.splat (i32.const 58)))
        (i8x16.eq (local.get $text) (i8x16.splat (i32.const 32))))))

  ;; First of the two places in which a tag of at least 4 bytes may be.
  (func $place (export "place") (param $at i32) (param $length i32) (result i32)
    (i32.add (i32.const 1024) (i32.shl
      (i32.shr_u
        (i32.mul
          (i32.add
            (i32.xor
              (i32.load (local.get $at))
              (i32.rotl
                (i32.load (i32.sub (i32.add (local.get $at) (local.get $length)) (i32.const 4)))
                (i32.const 11)))
            (local.get $length))
          (i32.const 0x9e3779b1))
        (i32.const 23))
      (i32.const 6))))

  ;; Records of whole lines in [$at, $end), at most $most, at $record; returns how many.
  (func (export "scan") (param $at i32) (param $end i32) (param $record i32) (param $most i32) (result i32)
    (local $count i32) (local $look i32) (local $found i32) (local $lineEnd i32)
    (block $done
      (loop $line
        (br_if $done (i32.ge_u (local.get $count) (local.get $most)))
        (local.set $look (local.get $at))
        (block $newline
          (loop $search
            (br_if $done (i32.ge_u (local.get $look) (local.get $end)))
            (local.set $found (i8x16.bitmask
              (i8x16.eq (v128.load (local.get $look)) (i8x16.splat (i32.const 10)))))
            (br_if $newline (local.get $found))
            (local.set $look (i32.add (local.get $look) (i32.const 16)))
            (br $search)))
        (local.set $look (i32.add (local.get $look) (i32.ctz (local.get $found))))
        (br_if $done (i32.ge_u (local.get $look) (local.get $end)))
        (local.set $lineEnd (local.get $look))
        (if (i32.gt_u (local.get $lineEnd) (local.get $at))
          (then (if (i32.eq (i32.load8_u (i32.sub (local.get $lineEnd) (i32.const 1))) (i32.const 13))
            (then (local.set $lineEnd (i32.sub (local.get $lineEnd) (i32.const 1)))))))
        (i32.store (local.get $record) (local.get $at))
        (i32.store offset=4 (local.get $record) (local.get $lineEnd))
        (i32.store offset=8 (local.get $record) (i32.const 0))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $found (call $head (local.get $at) (local.get $lineEnd) (local.get $record)))
        (local.set $at (i32.add (local.get $look) (i32.const 1)))
        (local.set $record (i32.add (local.get $record) (i32.const 32)))
        (br_if $line (local.get $found))))
    (i32.store (i32.const 24) (local.get $at))
    (local.get $count)))
